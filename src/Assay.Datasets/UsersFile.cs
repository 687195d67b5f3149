using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>A single file that a user gives as <c>local_path</c> for a benchmark of users' data.</summary>
internal static class UsersFile
{
    /// <summary>Its rows, or null when the address names no such file.</summary>
    public static IEnumerable<DataRow>? Open(DataAddress address) =>
        address is { LocalPath: { } path, Benchmark: { UsersData: true } benchmark } && File.Exists(path)
            ? DataFile.Read(path, (benchmark.Layouts.FirstOrDefault() ?? new DataLayout(path)) with { Path = path })
            : null;
}
