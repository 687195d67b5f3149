using System.Collections.Immutable;
using System.Reflection;
using Assay.Sandbox;

namespace Assay.Code.Languages;

/// <summary>The programs of ours that load, call and check others': files of this assembly.</summary>
internal static class Harness
{
    /// <summary>A file as text.</summary>
    public static string Text(string path)
    {
        using var reader = new StreamReader(Open(path));
        return reader.ReadToEnd();
    }

    /// <summary>Files for a work folder, by their names without folders.</summary>
    public static ImmutableArray<SandboxFile> Files(params ReadOnlySpan<string> paths)
    {
        var files = ImmutableArray.CreateBuilder<SandboxFile>(paths.Length);
        foreach (var path in paths)
        {
            files.Add(SandboxFile.Text(Path.GetFileName(path), Text(path)));
        }
        return files.MoveToImmutable();
    }

    private static Stream Open(string path) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
        ?? throw new InvalidOperationException($"no harness file {path}");
}
