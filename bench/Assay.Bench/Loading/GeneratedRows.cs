using System.Text.Json;
using Parquet;
using Parquet.Serialization;

namespace Assay.Bench.Loading;

/// <summary>A row of multiple choice, as the hubs have it.</summary>
internal sealed record GeneratedRow(string id, string question, GeneratedChoices choices, string answerKey);

/// <summary>Its choices.</summary>
internal sealed record GeneratedChoices(string[] text, string[] label);

/// <summary>Writes files of a given size; the rows are made of words drawn by a seed, so they do not pack much better than prose.</summary>
internal static class GeneratedRows
{
    private const int RowsAGroup = 10_000;
    private const int Words = 20_000;

    private static readonly string[] Labels = ["A", "B", "C", "D"];

    public static string WriteJsonLines(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        foreach (var row in Rows().TakeWhile(_ => file.Position < bytes))
        {
            JsonSerializer.Serialize(file, row);
            file.WriteByte((byte)'\n');
        }
        return path;
    }

    public static async Task<string> WriteParquetAsync(string path, long bytes)
    {
        foreach (var group in Rows().Chunk(RowsAGroup))
        {
            var exists = File.Exists(path);
            if (exists && new FileInfo(path).Length >= bytes)
            {
                break;
            }
            await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            await ParquetSerializer.SerializeAsync(group, file, new ParquetOptions { Append = exists });
        }
        return path;
    }

    private static IEnumerable<GeneratedRow> Rows()
    {
#pragma warning disable CA5394 // A seeded generator is wanted: the same file each time.
        var random = new Random(7);
        var words = Enumerable
            .Range(0, Words)
            .Select(_ =>
                string.Concat(Enumerable.Range(0, random.Next(2, 11)).Select(_ => (char)random.Next('a', 'z' + 1)))
            )
            .ToArray();
        for (var i = 0; ; i++)
        {
            yield return new(
                $"row-{i}",
                Sentence(60) + "?",
                new([Sentence(8), Sentence(8), Sentence(8), Sentence(8)], Labels),
                Labels[random.Next(4)]
            );
        }

        string Sentence(int length) =>
            string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)]));
#pragma warning restore CA5394
    }
}
