namespace Assay.Benchmarks;

/// <summary>
/// All benchmarks by name. Each benchmark's file adds itself in a module initializer, so that a new one takes one file and
/// trimming loses none; programs may add their own.
/// </summary>
public static class BenchmarkRegistry
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, Lazy<Benchmark>> ByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every benchmark, by name.</summary>
    public static IReadOnlyList<Benchmark> All
    {
        get
        {
            lock (Gate)
            {
                return [.. ByName.Values.Select(benchmark => benchmark.Value)];
            }
        }
    }

    /// <summary>Adds a benchmark under its name; one of the same name is replaced.</summary>
    /// <param name="name">The name that its datasheet gives.</param>
    /// <param name="create">Makes it, when it is first looked for.</param>
    public static void Add(string name, Func<Benchmark> create)
    {
        lock (Gate)
        {
            ByName[name] = new(create);
        }
    }

    /// <summary>The benchmark of a name or alias, upper or lower case.</summary>
    /// <exception cref="InputException">There is none; suggests the nearest.</exception>
    public static Benchmark Find(string name)
    {
        lock (Gate)
        {
            if (ByName.TryGetValue(name, out var named))
            {
                return named.Value;
            }
        }
        return All.FirstOrDefault(benchmark => benchmark.Info.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
            ?? throw new InputException(
                $"unknown data set '{name}'",
                remedy: DidYouMean.Hint(name, All.Select(benchmark => benchmark.Info.Name))
            );
    }
}
