using System.IO.Compression;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Recorded outputs of real models, brought into the form that <c>replay:</c> reads.</summary>
internal static class Recording
{
    /// <summary>The rows of a recorded file in JSON Lines.</summary>
    public static List<JsonElement> Lines(string relative)
    {
        using var reader = new StreamReader(Open(relative));
        var rows = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(JsonElement.Parse(line));
        }
        return rows;
    }

    /// <summary>A recorded JSON document.</summary>
    public static JsonElement Document(string relative)
    {
        using var reader = new StreamReader(Open(relative));
        return JsonElement.Parse(reader.ReadToEnd());
    }

    /// <summary>One line of a recording.</summary>
    public static string Line(string dataset, string subset, int index, string text) =>
        JsonSerializer.Serialize(
            new
            {
                dataset,
                subset,
                index,
                text,
            }
        );

    /// <summary>The reviews of a run, by subset, index and repeat.</summary>
    public static Dictionary<(string Subset, int Index, int Repeat), JsonElement> Reviews(string run) =>
        Directory
            .EnumerateFiles(Path.Combine(run, "reviews"), "*.jsonl", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => JsonElement.Parse(line))
            .ToDictionary(review =>
                (
                    review.GetProperty("subset").GetString()!,
                    review.GetProperty("index").GetInt32(),
                    review.GetProperty("repeat").GetInt32()
                )
            );

    private static Stream Open(string relative)
    {
        Stream file = File.OpenRead(SharedData.Require("datasets/recorded/" + relative));
        return relative.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
    }
}
