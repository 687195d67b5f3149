namespace Assay.Runs.Log;

/// <summary>The prediction files of one model, appended to. What <see cref="Flush"/> has written survives a killed process.</summary>
internal sealed class PredictionLog(RunFolder folder, string model) : IDisposable
{
    private readonly Dictionary<SubsetTask, JsonLines> files = new(ReferenceEqualityComparer.Instance);

    public void Add(Exchange exchange)
    {
        if (!files.TryGetValue(exchange.Task, out var file))
        {
            file = JsonLines.Append(folder.Predictions(model, exchange.Task.Dataset, exchange.Task.Subset.Name));
            files.Add(exchange.Task, file);
        }
        file.Add((model, exchange), static (json, x) => PredictionJson.Write(json, x.model, x.exchange));
    }

    public void Flush()
    {
        foreach (var file in files.Values)
        {
            file.Flush();
        }
    }

    public void Dispose()
    {
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }
}
