using System.Collections.Immutable;
using System.Text.Json;
using Assay.Benchmarks;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Reads back what <see cref="ReportJson"/> wrote.</summary>
public static class ReportReader
{
    private const string Remedy = "make it anew from the run's reviews with --stage review";

    /// <summary>Reads <c>reports/report.json</c> of a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InputException">There is no report, or it is not one.</exception>
    public static async ValueTask<EvalReport> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = ReportFiles.PathOfReport(folder);
        try
        {
            return Read(await File.ReadAllBytesAsync(path, cancellationToken), folder, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("there is no report", path, "give the folder of a run that came to its end", e);
        }
    }

    /// <summary>Reads a document, with or without <c>run</c>.</summary>
    /// <param name="json">The document in UTF-8.</param>
    /// <param name="run">The run folder that the report is said to be of when the document names none.</param>
    /// <param name="source">The file's name for messages.</param>
    /// <exception cref="InputException">It is not a report.</exception>
    public static EvalReport Read(ReadOnlyMemory<byte> json, string run, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new(
                root.TryGetProperty("run", out var named) ? named.GetString() ?? run : run,
                [.. root.GetProperty("results").EnumerateArray().Select(Result)]
            )
            {
                Judging = JudgingJson.Read(root),
            };
        }
        catch (JsonException e)
        {
            var where = $"{source}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}";
            throw new InputException("is not JSON", where, Remedy, e);
        }
        catch (Exception e)
            when (e
                    is KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or IndexOutOfRangeException
            )
        {
            throw new InputException("is not a report of Assay, or of another version", source, Remedy, e);
        }
    }

    private static MetricReport Result(JsonElement json)
    {
        var n = json.GetProperty("n").GetInt32();
        var usage = json.GetProperty("usage");
        return new()
        {
            Model = Text(json, "model"),
            Revision = json.GetProperty("revision").GetString(),
            Precision = json.GetProperty("precision").GetString(),
            Dataset = Text(json, "dataset"),
            Title = Text(json, "title"),
            Version = json.GetProperty("version").GetInt32(),
            Protocol = Text(json, "protocol"),
            Mode = Mode(Text(json, "mode")),
            FewShot = json.GetProperty("few_shot").GetInt32(),
            Metric = Text(json, "metric"),
            Primary = json.GetProperty("primary").GetBoolean(),
            Headline = json.TryGetProperty("headline", out var headline)
                ? Enum.Parse<Headline>(headline.GetString()!, ignoreCase: true)
                : Headline.Samples,
            Score = Estimate(json, n),
            SubsetMean = json.GetProperty("subset_mean") is { ValueKind: JsonValueKind.Object } mean
                ? Estimate(mean, n)
                : null,
            Chance = NumberOrNull(json.GetProperty("chance")),
            N = n,
            Unanswerable = json.GetProperty("unanswerable").GetInt32(),
            Failed = json.GetProperty("failed").GetInt32(),
            Refused = json.TryGetProperty("refused", out var refused) ? refused.GetInt32() : 0,
            Truncated = json.TryGetProperty("truncated", out var truncated) ? truncated.GetInt32() : 0,
            Extraction = json.TryGetProperty("extraction", out var extraction) ? Extraction(extraction) : null,
            Unscored = json.TryGetProperty("unscored", out var unscored) ? unscored.GetInt32() : 0,
            Cut = json.TryGetProperty("cut", out var cut) ? cut.GetInt32() : 0,
            Usage = new(usage.GetProperty("input_tokens").GetInt64(), usage.GetProperty("output_tokens").GetInt64()),
            Subsets = Slices(json.GetProperty("subsets"), "subset"),
            Categories = Slices(json.GetProperty("categories"), "category"),
        };
    }

    private static ExtractionReport? Extraction(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null
            ? null
            : new(
                json.GetProperty("strict").GetDouble(),
                json.GetProperty("lenient").GetDouble(),
                json.GetProperty("loose").GetInt32(),
                json.GetProperty("differ").GetInt32()
            );

    private static ImmutableArray<SliceReport> Slices(JsonElement json, string kind) =>
        [.. json.EnumerateArray().Select(slice => Slice(slice, kind))];

    private static SliceReport Slice(JsonElement json, string kind)
    {
        var n = json.GetProperty("n").GetInt32();
        return new(
            Text(json, kind),
            kind == "subset" ? json.GetProperty("category").GetString() : null,
            Estimate(json, n),
            n,
            json.GetProperty("unanswerable").GetInt32(),
            json.GetProperty("failed").GetInt32()
        );
    }

    private static Estimate? Estimate(JsonElement json, int n)
    {
        if (NumberOrNull(json.GetProperty("score")) is not { } mean)
        {
            return null;
        }
        var interval = json.GetProperty("ci95");
        var known = interval.ValueKind != JsonValueKind.Null;
        return new(
            mean,
            NumberOrNull(json.GetProperty("stderr")),
            known ? interval[0].GetDouble() : null,
            known ? interval[1].GetDouble() : null,
            n
        );
    }

    private static EvalMode Mode(string name) =>
        name switch
        {
            "generate" => EvalMode.Generate,
            "likelihood" => EvalMode.Likelihood,
            _ => throw new FormatException($"unknown mode '{name}'"),
        };

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static double? NumberOrNull(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : json.GetDouble();
}
