using System.Collections.Immutable;
using Assay.Models;
using Assay.Runs;

namespace Assay.Backends;

/// <summary>The backends there are, and which of them a model's name means.</summary>
public static class ModelBackends
{
    private static readonly OpenAiBackend OpenAi = new();

    /// <summary>All of them.</summary>
    public static ImmutableArray<IModelBackend> All { get; } =
    [OpenAi, new OllamaBackend(), new ReplayBackend(), new BaselineBackend()];

    /// <summary>Makes the model that a plan names.</summary>
    /// <exception cref="InputException">No backend fits.</exception>
    public static IModel Create(string name, EvalPlan plan, string? apiKey, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(plan);
        if (WithScheme(name) is { } found)
        {
            return found.Backend.Create(new ModelSpec(found.Name, plan, apiKey, time));
        }
        if (plan.EvalType is { } type)
        {
            switch (EvalTypes.Parse(type))
            {
                case EvalTypes.Kind.Mock:
                    return new BaselineBackend().Create(new ModelSpec("random", plan, apiKey, time));
                case EvalTypes.Kind.Server when OpenAiBackend.AddressOf(plan) is null:
                    throw new InputException(
                        $"'{type}' needs the server's address",
                        "--eval-type",
                        "give --api-url http://HOST:PORT/v1 (or set OPENAI_BASE_URL)"
                    );
            }
        }
        if (OpenAiBackend.AddressOf(plan) is not null)
        {
            return OpenAi.Create(new ModelSpec(name, plan, apiKey, time));
        }
        throw Directory.Exists(name)
            ? new InputException(
                "model folders cannot be run in process yet",
                name,
                "serve the folder (vLLM, llama.cpp, Ollama) and give --api-url http://HOST:PORT/v1"
            )
            : new InputException(
                "no server to ask",
                $"model '{name}'",
                "give --api-url http://HOST:PORT/v1 (or set OPENAI_BASE_URL), or name a backend: "
                    + string.Join(
                        ", ",
                        All.Where(backend => backend.Scheme is not null).Select(backend => backend.Form)
                    )
            );
    }

    private static (IModelBackend Backend, string Name)? WithScheme(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && All.FirstOrDefault(backend => backend.Scheme == name[..colon]) is { } backend
            ? (backend, name[(colon + 1)..])
            : null;
    }
}
