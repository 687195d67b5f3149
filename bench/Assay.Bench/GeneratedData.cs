using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Bench;

/// <summary>Data of the bench's own, in a folder that goes with it.</summary>
internal sealed class GeneratedData : IDisposable
{
    private int folders;

    public string Path { get; } = Directory.CreateTempSubdirectory("assay-bench-").FullName;

    public static ImmutableSortedDictionary<string, JsonElement> ZeroShot { get; } =
        ImmutableSortedDictionary<string, JsonElement>.Empty.Add(
            "gsm8k",
            JsonDocument.Parse("""{"few_shot_num": 0}""").RootElement
        );

    public static IEnumerable<string> Questions(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i =>
                $"Question: A shop sells {i} boxes of pens. Each box holds {i % 7 + 2} pens and costs {i % 11 + 1} dollars. "
                + "The shop gives every tenth box away for nothing. How many pens does it sell for money?\nAnswer:"
            );

    public void WriteGsm8k(int rows)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "gsm8k")).FullName;
        using (var test = new StreamWriter(System.IO.Path.Combine(folder, "test.jsonl")))
        {
            for (var i = 0; i < rows; i++)
            {
                test.WriteLine(
                    $$"""{"question": "A shop sells {{i}} boxes of pens. Each box holds {{i % 7 + 2}} pens and costs {{i % 11 + 1}} dollars. The shop gives every tenth box away for nothing. How many pens does it sell for money?", "answer": "Nine of ten boxes are sold.\n#### {{i % 100}}"}"""
                );
            }
        }
        File.WriteAllText(
            System.IO.Path.Combine(folder, "train.jsonl"),
            string.Concat(
                Enumerable
                    .Range(0, 16)
                    .Select(i =>
                        $$"""{"question": "What is {{i}} and {{i}}?", "answer": "Twice {{i}}.\n#### {{2 * i}}"}"""
                        + "\n"
                    )
            )
        );
    }

    public string Fresh(string name) => System.IO.Path.Combine(Path, $"{name}-{++folders}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
