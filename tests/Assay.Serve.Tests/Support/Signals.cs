namespace Assay.Serve.Tests.Support;

/// <summary>Counts, and tells when a count is reached.</summary>
internal sealed class Signals
{
    private readonly Lock gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private int count;

    public void Add()
    {
        lock (gate)
        {
            count++;
            waiting.Where(x => x.Count <= count).ToList().ForEach(x => x.Reached.TrySetResult());
        }
    }

    public Task ReachedAsync(int wanted)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wanted, reached));
            if (count >= wanted)
            {
                reached.SetResult();
            }
            return reached.Task;
        }
    }
}
