using System.Diagnostics.Metrics;
using System.Text;

namespace Assay.Serve.Metrics;

/// <summary>One instrument's numbers, by labels.</summary>
internal sealed class MetricFamily
{
    private readonly Instrument instrument;
    private readonly Kind kind;
    private readonly IReadOnlyList<double> bounds;
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    public MetricFamily(Instrument instrument)
    {
        this.instrument = instrument;
        kind =
            instrument is Histogram<double> ? Kind.Histogram
            : instrument.IsObservable ? Kind.Gauge
            : Kind.Counter;
        bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
    }

    private enum Kind
    {
        Counter,
        Gauge,
        Histogram,
    }

    /// <summary>Takes a measurement.</summary>
    public void Note(double value, string labels)
    {
        if (!series.TryGetValue(labels, out var one))
        {
            series.Add(labels, one = new Series(bounds.Count));
        }
        one.Sum = kind is Kind.Gauge ? value : one.Sum + value;
        one.Count++;
        for (var i = 0; i < bounds.Count; i++)
        {
            one.Buckets[i] += value <= bounds[i] ? 1 : 0;
        }
    }

    /// <summary>Writes the family; a distribution of nothing is empty.</summary>
    public void Write(StringBuilder text)
    {
        var name = instrument.Name;
        text.Append($"# HELP {name} {instrument.Description}\n");
        text.Append($"# TYPE {name} {kind.ToString().ToLowerInvariant()}\n");
        if (series.Count == 0 && kind is Kind.Histogram)
        {
            Write(text, "", new Series(bounds.Count));
        }
        foreach (var (labels, one) in series)
        {
            Write(text, labels, one);
        }
    }

    private void Write(StringBuilder text, string labels, Series one)
    {
        var name = instrument.Name;
        var braces = labels.Length > 0 ? $"{{{labels}}}" : "";
        if (kind is not Kind.Histogram)
        {
            text.Append($"{name}{braces} {one.Sum}\n");
            return;
        }
        var before = labels.Length > 0 ? labels + "," : "";
        for (var i = 0; i < bounds.Count; i++)
        {
            text.Append($"{name}_bucket{{{before}le=\"{bounds[i]}\"}} {one.Buckets[i]}\n");
        }
        text.Append($"{name}_bucket{{{before}le=\"+Inf\"}} {one.Count}\n");
        text.Append($"{name}_sum{braces} {one.Sum}\n");
        text.Append($"{name}_count{braces} {one.Count}\n");
    }

    private sealed class Series(int buckets)
    {
        public double Sum { get; set; }

        public long Count { get; set; }

        public long[] Buckets { get; } = new long[buckets];
    }
}
