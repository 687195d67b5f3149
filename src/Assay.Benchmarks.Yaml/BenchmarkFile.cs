using System.Collections.Immutable;
using Assay.Benchmarks.Yaml.Reading;

namespace Assay.Benchmarks.Yaml;

/// <summary>Benchmarks in YAML files, which users write.</summary>
public static class BenchmarkFile
{
    /// <summary>Whether what <c>--datasets</c> names is such a file and not a benchmark's name.</summary>
    public static bool IsOne(string name) => Path.GetExtension(name).ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>The benchmark of a file.</summary>
    /// <exception cref="InputException">Something in the file cannot be used: the first mistake, and how many more there are.</exception>
    public static Benchmark Load(string path)
    {
        var (benchmark, mistakes) = Read(path);
        if (benchmark is not null)
        {
            return benchmark;
        }
        var first = mistakes[0];
        throw mistakes.Length == 1
            ? first
            : new InputException(
                first.What,
                first.Where,
                $"{first.Remedy} ({mistakes.Length - 1} more: 'assay datasets check {path}' lists them)",
                first
            );
    }

    /// <summary>The benchmark of a file, or all that is wrong with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lookAtData">Whether to look for its data files and their columns too.</param>
    internal static (YamlBenchmark? Benchmark, ImmutableArray<InputException> Mistakes) Read(
        string path,
        bool lookAtData = false
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        var mistakes = new List<InputException>();
        try
        {
            var node =
                PlanFile.Read(path)
                ?? throw new InputException(
                    "the file is empty",
                    path,
                    "'assay datasets new FILE' writes one to start from"
                );
            var benchmark = DefinitionReader.Read(node, path, lookAtData, mistakes);
            return (benchmark, [.. mistakes]);
        }
        catch (InputException mistake)
        {
            return (null, [.. mistakes, mistake]);
        }
    }
}
