using System.Collections.Immutable;
using System.IO.Hashing;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local;

/// <summary>
/// What tells one model's answers from another's: a hash of its settings, of its tokenizer, and of the weights' sizes and samples of their
/// bytes (all of them would take as long as a run), the precision, and the template.
/// </summary>
internal static class FolderIdentity
{
    private const int SampleBytes = 4096;
    private const int Samples = 256;
    private const long SmallFile = 16 << 20;

    private static readonly string[] Extensions =
    [
        ".json",
        ".safetensors",
        ".model",
        ".bin",
        ".onnx",
        ".txt",
        ".jinja",
    ];

    public static ImmutableSortedDictionary<string, string> Of(ModelFolder folder, LocalModelOptions options)
    {
        var details = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        details["digest"] = Digest(folder);
        details["precision"] = options.Precision.ToString().ToLowerInvariant();
        if (options.Template is { } template)
        {
            details["template"] = template.Name;
            details["template_digest"] = Convert.ToHexStringLower(
                XxHash128.Hash(System.Text.Encoding.UTF8.GetBytes(template.Source))
            );
        }
        if (options.Revision is { } revision)
        {
            details["revision"] = revision;
        }
        if (options.Context is { } context)
        {
            details["context"] = context.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return details.ToImmutable();
    }

    private static string Digest(ModelFolder folder)
    {
        var hash = new XxHash128();
        var files = Directory
            .EnumerateFiles(folder.Folder)
            .Where(file => Belongs(file, folder))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            hash.Append(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            Append(hash, file);
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    // llama2.c's checkpoints may lie beside each other, with their tokenizers.
    private static bool Belongs(string file, ModelFolder folder) =>
        folder.Format == ModelFormat.Llama2C
            ? file == folder.Path || Path.GetFileName(file).StartsWith("tok", StringComparison.Ordinal)
            : Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static void Append(XxHash128 hash, string file)
    {
        using var stream = Open(file);
        hash.Append(BitConverter.GetBytes(stream.Length));
        if (stream.Length <= SmallFile)
        {
            hash.Append(stream);
            return;
        }
        var sample = new byte[SampleBytes];
        for (var i = 0; i < Samples; i++)
        {
            stream.Position = (stream.Length - SampleBytes) / (Samples - 1) * i;
            stream.ReadExactly(sample);
            hash.Append(sample);
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelFile.Unreadable(file, e);
        }
    }
}
