using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Assay.Serve.Metrics;

/// <summary>
/// Adds up what a meter measures, and writes it in Prometheus' text format 0.0.4. Instruments have their full names already.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener listener = new();
    private readonly List<MetricFamily> families = [];
    private readonly Lock gate = new();

    public PrometheusText(Meter meter)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                var family = new MetricFamily(instrument);
                families.Add(family);
                listening.EnableMeasurementEvents(instrument, family);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Note(family, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Note(family, value, tags));
        listener.Start();
    }

    /// <summary>Everything measured so far.</summary>
    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (gate)
        {
            families.ForEach(family => family.Write(text));
        }
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Note(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (gate)
        {
            ((MetricFamily)family!).Note(value, Labels(tags));
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels
                .Append(labels.Length > 0 ? "," : "")
                .Append(name)
                .Append("=\"")
                .Append(text.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", @"\n"))
                .Append('"');
        }
        return labels.ToString();
    }
}
