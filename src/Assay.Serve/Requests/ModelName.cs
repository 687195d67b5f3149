using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Requests;

/// <summary>Looks at which model a request is for.</summary>
internal static class ModelName
{
    /// <exception cref="ServeException">It is for another one. A request that names none means the only one there is.</exception>
    public static void Check(Fields fields, string served)
    {
        if (fields.Text("model") is { } name)
        {
            Check(name, served);
        }
    }

    /// <exception cref="ServeException">The name is not the served model's.</exception>
    public static void Check(string name, string served)
    {
        if (name != served)
        {
            throw new ServeException(
                StatusCodes.Status404NotFound,
                $"The model '{name}' does not exist; this server has '{served}'"
            )
            {
                Parameter = "model",
                Code = "model_not_found",
            };
        }
    }
}
