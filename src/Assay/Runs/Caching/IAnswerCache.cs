using Assay.Models;

namespace Assay.Runs.Caching;

/// <summary>
/// Answers by content, across runs: the key is the hash of model identity and request (<see cref="RequestKey.Of"/>).
/// <see cref="Find"/> and <see cref="Add"/> are each called from one thread at a time.
/// </summary>
public interface IAnswerCache : IDisposable
{
    /// <summary>The answer kept under each key, or null, in the order of the keys.</summary>
    IReadOnlyList<ModelAnswer?> Find(IReadOnlyList<string> keys);

    /// <summary>Keeps answers. A key that is there already keeps its answer.</summary>
    void Add(IReadOnlyList<(string Key, ModelAnswer Answer)> answers);
}
