using System.Collections.Immutable;
using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>
/// A single file that a user gives as <c>local_path</c> for a benchmark of users' data. It holds the questions: one subset, which is
/// called like the file unless the user names it.
/// </summary>
internal static class UsersFile
{
    /// <summary>Its rows, or null when the address names no such file.</summary>
    /// <exception cref="InputException">Examples are asked for, which a single file has not.</exception>
    public static IEnumerable<DataRow>? Open(DataAddress address) =>
        Path(address) is not { } file ? null
        : address.Split == address.Benchmark.EvaluationSplit ? DataFile.Read(file, LayoutOf(file, address.Benchmark))
        : throw new InputException(
            "few-shot examples need a file of their own",
            Where(address),
            $"give a folder with NAME_{address.Benchmark.EvaluationSplit} and NAME_{address.Split} files, or few_shot_num=0"
        );

    /// <summary>The one subset in it, or null when the address names no such file.</summary>
    public static ImmutableArray<string>? Subsets(DataAddress address) =>
        Path(address) is not { } file ? null
        : System.IO.Path.GetFileName(file) is var name && name.IndexOf('.', 1) is > 0 and var dot ? [name[..dot]]
        : [name];

    // What the benchmark says of files of this kind holds whatever this one is called.
    private static DataLayout LayoutOf(string file, BenchmarkInfo benchmark) =>
        (
            benchmark.Layouts.FirstOrDefault(layout =>
                System.IO.Path.GetExtension(layout.Path) == System.IO.Path.GetExtension(file)
            ) ?? new DataLayout(file)
        ) with
        {
            Path = file,
        };

    private static string? Path(DataAddress address) =>
        address is { LocalPath: { } path, Benchmark.UsersData: true } && File.Exists(path) ? path : null;

    private static string Where(DataAddress address) => $"local_path of {address.Benchmark.Name}";
}
