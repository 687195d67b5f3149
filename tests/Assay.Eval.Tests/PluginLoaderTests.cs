using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Assay.Testing;

namespace Assay.Eval.Tests;

/// <summary>Assemblies that are no plug-in; one that is runs in the end-to-end tests, in a program of its own.</summary>
public sealed class PluginLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there() => Refuses(folder["gone.dll"], "there is no such file");

    [Fact]
    public void A_file_that_is_no_assembly() =>
        Refuses(folder.Write("text.dll", "this is no assembly"), "this is no .NET assembly");

    [Fact]
    public void An_assembly_without_a_benchmark() =>
        Refuses(typeof(TemporaryFolder).Assembly.Location, "the assembly has no benchmark", "derives from");

    [Fact]
    public void An_assembly_that_was_built_for_another_version()
    {
        var image = File.ReadAllBytes(SamplePlugin.Path);
        SetVersionOfAssay(image, major: 9, minor: 4);
        File.WriteAllBytes(folder["old.dll"], image);

        Refuses(folder["old.dll"], "was built for Assay 9.4, and this is 0.1", "build it against");
    }

    private static void Refuses(string path, params string[] told)
    {
        var error = Assert.Throws<InputException>(() => PluginLoader.Load(path));

        Assert.All(
            told.Append(Path.GetFileName(path)),
            text => Assert.Contains(text, error.Message, StringComparison.Ordinal)
        );
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>Writes into the row of the table of references (ECMA-335, II.22.5): it begins with four numbers of 16 bits.</summary>
    private static void SetVersionOfAssay(byte[] image, ushort major, ushort minor)
    {
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        var row = metadata
            .AssemblyReferences.Select(
                (reference, i) => (Name: metadata.GetString(metadata.GetAssemblyReference(reference).Name), i)
            )
            .Single(reference => reference.Name == "Assay")
            .i;
        var start =
            reader.PEHeaders.MetadataStartOffset
            + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (row * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BitConverter.TryWriteBytes(image.AsSpan(start), major);
        BitConverter.TryWriteBytes(image.AsSpan(start + 2), minor);
    }
}
