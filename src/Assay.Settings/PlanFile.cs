using System.Text;

namespace Assay.Settings;

/// <summary>Reads a file of settings: JSON when it is called so or begins with a brace, else YAML.</summary>
internal static class PlanFile
{
    private const int MostBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The object that the file holds; null when it is empty.</summary>
    /// <exception cref="InputException">It cannot be read, is malformed, or holds something else.</exception>
    public static PlanNode.Object? Read(string path)
    {
        var text = Text(path);
        return Parse(path, text) switch
        {
            null or PlanNode.Null => null,
            PlanNode.Object settings => settings,
            var other => throw new InputException(
                "this is no table of keys and values",
                other.Place,
                "write KEY: VALUE"
            ),
        };
    }

    private static PlanNode? Parse(string path, string text)
    {
        var isJson = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => true,
            ".yaml" or ".yml" => false,
            _ => text.AsSpan().TrimStart() is ['{', ..],
        };
        return isJson ? JsonText.Parse(text, path) : YamlText.Parse(text, path);
    }

    private static string Text(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InputException("no file is named", null, "name a YAML or JSON file");
        }
        try
        {
            if (Directory.Exists(path))
            {
                throw new InputException("this is a folder, not a file", path, "name a YAML or JSON file");
            }
            using var file = File.OpenRead(path);
            if (file.CanSeek && file.Length > MostBytes)
            {
                throw new InputException("the file has more than 4 MiB", path, "name a YAML or JSON file of settings");
            }
            using var reader = new StreamReader(file, Strict);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new InputException("the file holds a NUL character", path, "name a YAML or JSON file")
                : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException("the file is not UTF-8", path, "save it as UTF-8", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("there is no such file", path, "check the path", e);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"the file cannot be read ({e.Message.TrimEnd('.')})", path, "check the path", e);
        }
    }
}
