using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Assay.Models.Replay;
using Assay.Testing;
using CsCheck;

namespace Assay.Tests.Models.Replay;

public sealed class RecordingFileTests : IDisposable
{
    private static readonly Gen<string> Texts = Gen.Frequency(
        (8, Gen.String[Gen.Char["ab\"\\\n\r é漢"], 0, 200]),
        (1, Gen.Int[8_000, 40_000].Select(length => new string('x', length))),
        (1, Gen.Int[262_000, 263_000].Select(length => new string('y', length)))
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_line_is_found_whatever_its_length_its_end_and_the_order_of_asking() =>
        Gen.Select(Texts.Array[1, 60], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int)
            .Sample(
                (texts, packed, windowsEnds, mark, lastEnds, order) =>
                {
                    var end = windowsEnds ? "\r\n" : "\n";
                    var content =
                        (mark ? "\uFEFF" : "")
                        + string.Join(end + end, texts.Select((text, row) => Line(text, row)))
                        + (lastEnds ? end : "");
                    var model = ReplayModel.Open(Write($"{Guid.NewGuid():n}.jsonl", content, packed));
                    var rows = Enumerable.Range(0, texts.Length).ToArray();
                    new Random(order).Shuffle(rows);
                    return rows.Concat(Enumerable.Range(0, texts.Length))
                        .All(row => model.AskAsync(row).GetAwaiter().GetResult() == texts[row]);
                },
                iter: 60
            );

    [Fact]
    public async Task Several_threads_read_at_once()
    {
        await using var model = ReplayModel.Open(
            Write("r.jsonl", string.Join('\n', Enumerable.Range(0, 5_000).Select(row => Line($"{row} {row}", row))))
        );

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 20_000).Select(i => i * 7919 % 5_000),
            TestContext.Current.CancellationToken,
            async (row, _) => Assert.Equal($"{row} {row}", await model.AskAsync(row))
        );
    }

    [Fact]
    public async Task A_packed_file_is_known_by_its_content_not_its_name()
    {
        await using var model = ReplayModel.Open(Write("r.jsonl", Line("4", 0), packed: true));

        Assert.Equal("4", await model.AskAsync(0));
    }

    [Fact]
    public void A_packed_file_that_was_cut_off_is_refused()
    {
        var path = Write("r.jsonl.gz", string.Join('\n', Enumerable.Range(0, 999).Select(row => Line("4", row))), true);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length - 40);
        }

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(path));

        Assert.Equal(path, refusal.Where);
    }

    [Theory]
    [InlineData("""{"dataset": "gsm8k", "index": 0, "text": "4"}, """, ":2:46: malformed JSON")]
    [InlineData("""{"dataset": "é", "index": 0, "text": 4a}""", ":2:39: malformed JSON")]
    [InlineData("""{"dataset": "gsm8k", "index": 0, "text": """, ":2:42: malformed JSON")]
    [InlineData("[]", ":2: the line is not a JSON object")]
    [InlineData("""{"index": 0, "text": "4"}""", ":2: 'dataset' is missing")]
    [InlineData("""{"dataset": "gsm8k", "text": "4"}""", ":2: 'index' is missing")]
    [InlineData("""{"dataset": "mmlu", "index": 0, "text": "4"}""", ":2: 'subset' is missing, and mmlu has 57")]
    [InlineData("""{"dataset": "gsm8k", "index": "0", "text": "4"}""", ":2: 'index' is no whole number from 0 on")]
    [InlineData("""{"dataset": "gsm8k", "index": -1, "text": "4"}""", ":2: 'index' is no whole number from 0 on")]
    [InlineData("""{"dataset": 1, "index": 0, "text": "4"}""", ":2: 'dataset' is no string")]
    [InlineData("""{"dataset": "gsm8k", "index": 0, "text": ["4"]}""", ":2: 'text' is no string")]
    [InlineData(
        """{"dataset": "gsm8k", "index": 0}""",
        ":2: the line has neither 'text' nor 'likelihoods' nor 'error'"
    )]
    [InlineData(
        """{"dataset": "arc", "subset": "ARC-Easy", "index": 0, "choices": [{"label": "A", "text": "x"}]}""",
        ":2: the line has neither 'text' nor 'likelihoods' nor 'error'"
    )]
    [InlineData(
        """{"dataset": "gsm8k", "index": 0, "likelihoods": [-1]}""",
        ":2: 'likelihoods' holds something that is no object with 'logprob'"
    )]
    [InlineData("""{"dataset": "gsm8k", "index": 0, "likelihoods": []}""", ":2: 'likelihoods' is empty")]
    [InlineData(
        """{"dataset": "gsm8k", "index": 0, "likelihoods": [{"tokens": 1}]}""",
        ":2: a likelihood has no 'logprob'"
    )]
    public void A_line_that_is_no_recorded_answer_is_refused_with_its_place(string line, string message)
    {
        var path = folder.Write("r.jsonl", Line("fine", 0) + "\n" + line + "\n" + Line("fine", 1));

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(path));

        Assert.StartsWith(path + message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line()
    {
        var path = folder["r.jsonl"];
        File.WriteAllBytes(path, [.. "{\"dataset\": \"gsm8k\", \"index\": 0, \"text\": \""u8, 0xff, .. "\"}"u8]);

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(path));

        Assert.StartsWith($"{path}:1: not UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_without_answers_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(folder.Write("r.jsonl", "\n\n")));

        Assert.Equal("there are no answers", refusal.What);
    }

    [Fact]
    public void Published_files_that_are_no_recordings_are_refused_with_the_format()
    {
        var path = SharedData.Require("datasets/recorded/gsm8k-openai/example_model_solutions.jsonl.gz");

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(path));

        Assert.StartsWith(
            $"{path}:1: 'dataset' is missing; a line is {{\"dataset\"",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("gsm8k-cot/Qwen2.5-0.5B-Instruct.jsonl.gz", "gsm8k", "main", 1_318)]
    [InlineData("arc-cot/gemma-3-270m-it.jsonl.gz", "arc", "ARC-Challenge", 1_171)]
    [InlineData("mmlu-helm/meta_llama-3-70b.jsonl", "mmlu", "college_chemistry", 0)]
    public async Task Real_recordings_open(string file, string dataset, string subset, int row)
    {
        await using var model = ReplayModel.Open(SharedData.Require("datasets/recorded/" + file));

        Assert.NotEmpty(await model.AskAsync(row, dataset, subset));
    }

    private string Write(string name, string content, bool packed = false)
    {
        var path = folder[name];
        using Stream file = File.Create(path);
        using var target = packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }

    private static string Line(string text, int row) =>
        $$"""{"dataset": "gsm8k", "index": {{row}}, "text": {{JsonSerializer.Serialize(text)}}}""";
}
