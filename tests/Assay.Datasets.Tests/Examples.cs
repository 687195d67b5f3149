using System.IO.Compression;
using System.Text;
using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

/// <summary>Small benchmarks and ways to write and read their files.</summary>
internal static class Examples
{
    public static BenchmarkInfo Benchmark(string name, params DataLayout[] layouts) =>
        new()
        {
            Name = name,
            Title = name,
            Summary = "For tests.",
            Version = 1,
            Licence = "none",
            Citation = "none",
            Folders = [name],
            Subsets = [new SubsetInfo("main")],
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = ["official"],
            Layouts = [.. layouts],
        };

    public static List<DataRow> Read(this IDataSource source, DataAddress address) =>
        [.. source.OpenAsync(address, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult()];

    public static List<DataRow> Rows(
        this TemporaryFolder folder,
        string name,
        string text,
        DataLayout? layout = null
    ) => [.. DataFile.Read(folder.Write(name, text), layout ?? new DataLayout(name))];

    public static string Pack(this TemporaryFolder folder, string relative, string text)
    {
        var path = folder[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
