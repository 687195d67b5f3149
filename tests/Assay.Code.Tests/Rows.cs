using System.IO.Compression;
using System.Text.Json;
using Assay.Testing;

namespace Assay.Code.Tests;

/// <summary>
/// Rows of shared files. Running all of them takes minutes: a sample is run unless <c>ASSAY_EVERY_PROGRAM</c> is set, as <c>.ci/run</c>
/// does.
/// </summary>
internal static class Rows
{
    public static bool AreAllRun { get; } =
        Environment.GetEnvironmentVariable("ASSAY_EVERY_PROGRAM") is { Length: > 0 };

    public static List<JsonElement> Read(string relative)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(SharedData.Require("datasets/" + relative)), CompressionMode.Decompress)
        );
        var rows = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(JsonElement.Parse(line));
        }
        return rows;
    }

    /// <summary>The rows to run: all, or one of so many.</summary>
    public static List<JsonElement> Chosen(string relative, int oneOf) =>
        [.. Read(relative).Where((_, i) => AreAllRun || i % oneOf == 0)];
}
