using Assay.Repositories;

namespace Assay.Hubs;

/// <summary>The user's tokens, from where the hubs' own tools look for them. They are read and never written.</summary>
internal static class HubTokens
{
    private const int Longest = 4_096;

    /// <summary>HuggingFace's token; null for none.</summary>
    public static string? HuggingFace(Func<string, string?> variable) =>
        Clean(variable("HF_TOKEN"))
        ?? Clean(variable("HUGGING_FACE_HUB_TOKEN"))
        ?? Read(
            variable("HF_TOKEN_PATH") is { Length: > 0 } path
                ? path
                : Path.Combine(RepositoryCaches.HuggingFaceHome(variable), "token")
        );

    /// <summary>
    /// ModelScope's token; null for none. Its tools keep a folder: the pickled cookies there could run code and are left alone, the
    /// token of git is a text.
    /// </summary>
    public static string? ModelScope(Func<string, string?> variable)
    {
        if (Clean(variable("MODELSCOPE_API_TOKEN")) is { } token)
        {
            return token;
        }
        var path = variable("MODELSCOPE_CREDENTIALS_PATH") is { Length: > 0 } given
            ? given
            : Path.Combine(RepositoryCaches.Home(variable), ".modelscope", "credentials");
        return Read(Directory.Exists(path) ? Path.Combine(path, "git_token") : path);
    }

    private static string? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= Longest ? Clean(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What cannot stand in a header is no token.
    private static string? Clean(string? text) =>
        text?.Trim() is { Length: > 0 and <= Longest } token && token.All(c => c is > ' ' and < (char)127)
            ? token
            : null;
}
