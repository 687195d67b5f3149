using System.Collections;
using System.Collections.Concurrent;
using Assay.Runs;

namespace Assay.Tests.Runs;

/// <summary>An observer that remembers.</summary>
internal sealed class Events : IRunObserver, IEnumerable<RunEvent>
{
    private readonly ConcurrentQueue<RunEvent> seen = new();

    public void On(RunEvent happening) => seen.Enqueue(happening);

    public IEnumerator<RunEvent> GetEnumerator() => seen.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
