using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Assay.Benchmarks;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// The public JSON form of a report (<c>--json</c>, <c>reports/report.json</c>); its schema is <c>docs/report.schema.json</c>.
/// Numbers are not rounded: they are written with as many digits as it takes to read the same number back.
/// </summary>
public static class ReportJson
{
    // Letters of all scripts stay readable; what could end a script element or an attribute is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The whole document, in UTF-8, ending with a line break.</summary>
    public static byte[] Write(EvalReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Document(json =>
        {
            json.WriteString("run", report.Run);
            WriteBody(json, report);
        });
    }

    /// <summary>
    /// The document without <c>run</c>, so that equal scores give equal bytes wherever the run folder is.
    /// </summary>
    public static byte[] WriteWithoutRun(EvalReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Document(json => WriteBody(json, report));
    }

    internal static byte[] Document(Action<Utf8JsonWriter> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    internal static void WriteResults(Utf8JsonWriter json, IEnumerable<MetricReport> results)
    {
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            WriteResult(json, result);
        }
        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, EvalReport report)
    {
        WriteResults(json, report.Results);
        if (!report.Judging.IsEmpty)
        {
            JudgingJson.Write(json, report.Judging);
        }
    }

    internal static void WriteEstimate(Utf8JsonWriter json, Estimate? estimate)
    {
        WriteNumber(json, "score", estimate?.Mean);
        WriteNumber(json, "stderr", estimate?.StandardError);
        if (estimate is { Low: { } low, High: { } high })
        {
            json.WriteStartArray("ci95");
            json.WriteNumberValue(low);
            json.WriteNumberValue(high);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("ci95");
        }
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The name that plans and reports have for a mode.</summary>
    public static string NameOf(EvalMode mode) => mode == EvalMode.Likelihood ? "likelihood" : "generate";

    /// <summary>The name that reports have for what a headline is the mean of.</summary>
    public static string NameOf(Headline headline) => headline.ToString().ToLowerInvariant();

    private static void WriteResult(Utf8JsonWriter json, MetricReport result)
    {
        json.WriteStartObject();
        json.WriteString("model", result.Model);
        json.WriteString("revision", result.Revision);
        json.WriteString("precision", result.Precision);
        json.WriteString("dataset", result.Dataset);
        json.WriteString("title", result.Title);
        json.WriteNumber("version", result.Version);
        json.WriteString("protocol", result.Protocol);
        json.WriteString("mode", NameOf(result.Mode));
        json.WriteNumber("few_shot", result.FewShot);
        json.WriteString("metric", result.Metric);
        json.WriteBoolean("primary", result.Primary);
        WriteEstimate(json, result.Score);
        WriteCounts(json, result.N, result.Unanswerable, result.Failed);
        json.WriteNumber("refused", result.Refused);
        json.WriteNumber("truncated", result.Truncated);
        WriteExtraction(json, result.Extraction);
        json.WriteNumber("unscored", result.Unscored);
        json.WriteNumber("cut", result.Cut);
        json.WriteString("headline", NameOf(result.Headline));
        WriteSubsetMean(json, result.SubsetMean);
        WriteNumber(json, "chance", result.Chance);
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", result.Usage.Input);
        json.WriteNumber("output_tokens", result.Usage.Output);
        json.WriteEndObject();
        json.WriteStartArray("subsets");
        foreach (var subset in result.Subsets)
        {
            json.WriteStartObject();
            json.WriteString("subset", subset.Name);
            json.WriteString("category", subset.Category);
            WriteSlice(json, subset);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("categories");
        foreach (var category in result.Categories)
        {
            json.WriteStartObject();
            json.WriteString("category", category.Name);
            WriteSlice(json, category);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSlice(Utf8JsonWriter json, SliceReport slice)
    {
        WriteEstimate(json, slice.Score);
        WriteCounts(json, slice.N, slice.Unanswerable, slice.Failed);
    }

    private static void WriteCounts(Utf8JsonWriter json, int n, int unanswerable, int failed)
    {
        json.WriteNumber("n", n);
        json.WriteNumber("unanswerable", unanswerable);
        json.WriteNumber("failed", failed);
    }

    private static void WriteExtraction(Utf8JsonWriter json, ExtractionReport? extraction)
    {
        if (extraction is null)
        {
            json.WriteNull("extraction");
            return;
        }
        json.WriteStartObject("extraction");
        json.WriteNumber("strict", extraction.Strict);
        json.WriteNumber("lenient", extraction.Lenient);
        json.WriteNumber("loose", extraction.Loose);
        json.WriteNumber("differ", extraction.Differ);
        json.WriteEndObject();
    }

    private static void WriteSubsetMean(Utf8JsonWriter json, Estimate? mean)
    {
        if (mean is null)
        {
            json.WriteNull("subset_mean");
            return;
        }
        json.WriteStartObject("subset_mean");
        WriteEstimate(json, mean);
        json.WriteEndObject();
    }
}
