using Assay.Models;
using Assay.Runs;
using Assay.Runs.Log;
using Assay.Testing;
using CsCheck;

namespace Assay.Tests.Runs;

public sealed class PredictionLogTests
{
    private static readonly RequestBuilder Builder = new(new GenerationOptions(), rawText: false);

    [Fact]
    public void Answers_that_were_flushed_are_found_by_sample_and_repeat()
    {
        using var folder = new TemporaryFolder();
        var path = folder["p.jsonl"];
        Write(path, [Answered(0, 0, "zero"), Answered(2, 1, "two again")], repeats: 2);

        using var found = AnsweredSamples.Scan(path, repeats: 2);

        Assert.Equal(2, found.Count);
        Assert.Equal("zero", Text(found, Answered(0, 0, "")));
        Assert.Equal("two again", Text(found, Answered(2, 1, "")));
        Assert.Null(found.Find(2, 0, Answered(2, 0, "").PromptHash));
    }

    [Fact]
    public void An_answer_to_another_prompt_is_not_found()
    {
        using var folder = new TemporaryFolder();
        Write(folder["p.jsonl"], [Answered(0, 0, "zero")]);

        using var found = AnsweredSamples.Scan(folder["p.jsonl"], repeats: 1);

        Assert.Null(found.Find(0, 0, new string('0', 64)));
    }

    [Fact]
    public void A_failed_sample_is_not_answered()
    {
        using var folder = new TemporaryFolder();
        Write(folder["p.jsonl"], [Answered(0, 0, "x") with { Answer = null, Error = "time-out" }]);

        using var found = AnsweredSamples.Scan(folder["p.jsonl"], repeats: 1);

        Assert.Equal(0, found.Count);
    }

    [Fact]
    public void A_later_line_for_the_same_sample_counts()
    {
        using var folder = new TemporaryFolder();
        Write(
            folder["p.jsonl"],
            [Answered(0, 0, "x") with { Answer = null, Error = "time-out" }, Answered(0, 0, "late")]
        );

        using var found = AnsweredSamples.Scan(folder["p.jsonl"], repeats: 1);

        Assert.Equal(1, found.Count);
        Assert.Equal("late", Text(found, Answered(0, 0, "")));
    }

    [Fact]
    public void Likelihoods_come_back_as_they_were_infinities_included()
    {
        using var folder = new TemporaryFolder();
        var scores = new Likelihoods([new(-1.25, 3, true), new(double.NegativeInfinity), new(-0.1, 1, false)])
        {
            Usage = new TokenUsage(7, 1),
            Latency = TimeSpan.FromMilliseconds(12.5),
        };
        Write(folder["p.jsonl"], [Answered(0, 0, "") with { Answer = scores }]);

        using var found = AnsweredSamples.Scan(folder["p.jsonl"], repeats: 1);
        var back = (Likelihoods)found.Find(0, 0, Answered(0, 0, "").PromptHash)!;

        Assert.Equal(scores.Choices, back.Choices);
        Assert.Equal(scores.Usage, back.Usage);
        Assert.Equal(scores.Latency, back.Latency);
    }

    [Fact]
    public void Any_answer_text_comes_back_as_it_was() =>
        Gen.String.Sample(
            text =>
            {
                // Lone surrogates are no text and cannot come out of JSON either.
                text = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
                using var folder = new TemporaryFolder();
                Write(folder["p.jsonl"], [Answered(0, 0, text)]);
                using var found = AnsweredSamples.Scan(folder["p.jsonl"], repeats: 1);
                Assert.Equal(text, Text(found, Answered(0, 0, "")));
            },
            iter: 200
        );

    [Fact]
    public void Killed_at_any_byte_the_log_keeps_every_whole_line_and_takes_new_ones() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                cut =>
                {
                    using var folder = new TemporaryFolder();
                    var path = folder["p.jsonl"];
                    Write(path, [.. Enumerable.Range(0, 6).Select(i => Answered(i, 0, $"答案 {i}\n\"x\""))]);
                    var bytes = File.ReadAllBytes(path);
                    cut %= bytes.Length + 1;
                    File.WriteAllBytes(path, bytes[..cut]);
                    var whole = bytes.AsSpan(0, cut).Count((byte)'\n');

                    Write(
                        path,
                        [.. Enumerable.Range(whole, 6 - whole).Select(i => Answered(i, 0, $"答案 {i}\n\"x\""))]
                    );

                    Assert.Equal(bytes, File.ReadAllBytes(path));
                },
                iter: 300
            );

    [Fact]
    public void A_line_damaged_in_its_middle_is_asked_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder["p.jsonl"];
        Write(path, [Answered(0, 0, "zero"), Answered(1, 0, "one"), Answered(2, 0, "two")]);
        var lines = File.ReadAllLines(path);
        lines[1] = lines[1][..40] + "\0\0\0" + lines[1][60..];
        File.WriteAllLines(path, lines);

        using var found = AnsweredSamples.Scan(path, repeats: 1);

        Assert.Equal(2, found.Count);
        Assert.Null(found.Find(1, 0, Answered(1, 0, "").PromptHash));
        Assert.Equal("two", Text(found, Answered(2, 0, "")));
    }

    private static Exchange Answered(int index, int repeat, string text)
    {
        var task = TestTasks.Task(10, repeats: 2);
        var request = Builder.Build(task, TestTasks.Sample(index), repeat);
        return new Exchange
        {
            Task = task,
            Sample = TestTasks.Sample(index),
            Repeat = repeat,
            Request = request,
            PromptHash = RequestKey.PromptHash(request),
            Answer = new Generated(text),
        };
    }

    private static void Write(string path, Exchange[] exchanges, int repeats = 1)
    {
        Assert.InRange(repeats, 1, 2);
        using var log = JsonLines.Append(path);
        foreach (var exchange in exchanges)
        {
            log.Add(exchange, static (json, x) => PredictionJson.Write(json, "m", x));
        }
        log.Flush();
    }

    private static string? Text(AnsweredSamples found, Exchange asked) =>
        (found.Find(asked.Sample.Index, asked.Repeat, asked.PromptHash) as Generated)?.Text;
}
