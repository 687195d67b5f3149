using System.Text.Json;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads the files of a model folder whole.</summary>
internal static class ModelFile
{
    /// <summary>In bytes; the largest tokenizer files in use have some 35 MB.</summary>
    public const int LargestSize = 1 << 28;

    // Deep enough for any pipeline, and no danger to the stack.
    private const int DeepestJson = 64;

    /// <exception cref="InputException">The file cannot be read or is too large.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > LargestSize)
            {
                throw new InputException(
                    $"the file has {size} bytes, more than a tokenizer's {LargestSize}",
                    path,
                    "check that it is the right file"
                );
            }
            return File.ReadAllBytes(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"the file cannot be read: {failed.Message.TrimEnd('.')}",
                path,
                "check the path and its permissions",
                failed
            );
        }
    }

    /// <summary>The lines of a text file, without their ends.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string[] ReadLines(string path)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path)));
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    /// <exception cref="InputException">The file cannot be read, or is no JSON object.</exception>
    public static JsonNode ReadObject(string path)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = ReadBytes(path);
            bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            // Not disposed: the nodes are read while the tokenizer is built, and then left to the collector.
            var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DeepestJson });
            return new JsonNode(document.RootElement, path, "").Object();
        }
        catch (JsonException malformed)
        {
            throw new InputException(
                $"malformed JSON: {malformed.Message.Split(" LineNumber:")[0].TrimEnd('.')}",
                $"{path}:{malformed.LineNumber + 1}",
                "fetch the file again",
                malformed
            );
        }
    }
}
