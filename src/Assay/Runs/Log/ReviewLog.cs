using Assay.Scoring;

namespace Assay.Runs.Log;

/// <summary>The review files of one model, written anew by each start of a run.</summary>
internal sealed class ReviewLog(RunFolder folder, string model) : IDisposable
{
    private const int FlushEvery = 64;

    private readonly Dictionary<SubsetTask, JsonLines> files = new(ReferenceEqualityComparer.Instance);
    private int sinceFlush;

    public void Add(Exchange exchange, Score score)
    {
        if (!files.TryGetValue(exchange.Task, out var file))
        {
            file = JsonLines.Create(folder.Reviews(model, exchange.Task.Dataset, exchange.Task.Subset.Name));
            files.Add(exchange.Task, file);
        }
        file.Add((exchange, score), static (json, x) => ReviewJson.Write(json, x.exchange, x.score));
        if (++sinceFlush >= FlushEvery)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }

    private void Flush()
    {
        sinceFlush = 0;
        foreach (var file in files.Values)
        {
            file.Flush();
        }
    }
}
