using System.IO.Compression;
using System.Text.Json;
using Assay.Testing;

namespace Assay.Code.Tests;

/// <summary>Rows of shared files.</summary>
internal static class Rows
{
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
}
