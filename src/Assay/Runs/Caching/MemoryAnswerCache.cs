using System.Collections.Concurrent;
using Assay.Models;

namespace Assay.Runs.Caching;

/// <summary>Keeps answers in memory (<c>--mem-cache</c>).</summary>
public sealed class MemoryAnswerCache : IAnswerCache
{
    private readonly ConcurrentDictionary<string, ModelAnswer> answers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<ModelAnswer?> Find(IReadOnlyList<string> keys) =>
        [.. keys.Select(key => answers.GetValueOrDefault(key))];

    /// <inheritdoc/>
    public void Add(IReadOnlyList<(string Key, ModelAnswer Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        foreach (var (key, answer) in answers)
        {
            this.answers.TryAdd(key, answer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }
}

/// <summary>Keeps nothing (<c>--no-cache</c>).</summary>
public sealed class NoAnswerCache : IAnswerCache
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelAnswer?> Find(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new ModelAnswer?[keys.Count];
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<(string Key, ModelAnswer Answer)> answers) { }

    /// <inheritdoc/>
    public void Dispose() { }
}
