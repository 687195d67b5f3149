using System.IO.Compression;
using System.Text.Json;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Testing;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

/// <summary>Real data and recorded outputs, read plainly.</summary>
internal static class Recorded
{
    public static List<JsonElement> Lines(string relative)
    {
        using var reader = new StreamReader(Open(relative));
        var rows = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(Element(line));
        }
        return rows;
    }

    public static JsonElement Document(string relative)
    {
        using var reader = new StreamReader(Open(relative));
        return Element(reader.ReadToEnd());
    }

    public static List<Sample> Samples(Benchmark benchmark, string subset, IEnumerable<JsonElement> rows) =>
        [.. rows.Select((row, i) => benchmark.Parse(new JsonRow(row), subset, i))];

    public static bool IsRight(Benchmark benchmark, Sample sample, string text, BenchmarkSettings settings) =>
        benchmark.Score(sample, new Generated(text), settings).Values[0].Value == 1;

    private static Stream Open(string relative)
    {
        Stream file = File.OpenRead(SharedData.Require("datasets/" + relative));
        return relative.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
    }

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
