using System.Collections.Immutable;
using System.Diagnostics;
using Assay.Benchmarks;
using Assay.Judging;
using Assay.Scoring.Extraction;

namespace Assay.Bench;

/// <summary>
/// How fast answers are read out of texts, next to a plain look at every character of the same texts, and the longest single call over
/// 100,000 random and hostile ones.
/// </summary>
internal static class ExtractionBench
{
    private const int Texts = 20_000;
    private const int Rounds = 5;

    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "a force that pulls"),
        new("B", "the moon"),
        new("C", "iron and oxygen"),
        new("D", "none of these"),
    ];

    private static readonly (string Name, Action<string> Read)[] Readers =
    [
        ("label", text => LabelExtractor.Find(text, Choices)),
        ("number", text => Numbers.Find(text)),
        ("reasoning blocks", text => ReasoningBlocks.Strip(text)),
        ("refusal", text => Refusal.IsIn(text)),
        ("stop strings", text => StopText.Cut(text, ["Question:", "\n\nQ:"])),
        ("judge's verdict", text => VerdictReader.Read(text, JudgeScale.Binary)),
    ];

    public static Task RunAsync()
    {
        var texts = AnswerTexts.Plain(Texts);
        var megabytes = texts.Sum(text => (double)text.Length) / 1e6;
        var looked = Median.Of(Enumerable.Range(0, Rounds).Select(_ => Seconds(texts, Look)));
        var hostile = AnswerTexts.Hostile(100_000).ToList();
        Console.WriteLine(
            $"{Texts:N0} answers of {megabytes / Texts * 1e6:F0} characters; {hostile.Count:N0} random and hostile texts of up to {hostile.Max(text => text.Length):N0}.\n"
        );
        Console.WriteLine("| reader | texts/s | MB/s | ÷ plain look | longest call ms |\n|---|---|---|---|---|");
        foreach (var (name, read) in Readers)
        {
            var seconds = Median.Of(Enumerable.Range(0, Rounds).Select(_ => Seconds(texts, read)));
            Console.WriteLine(
                $"| {name} | {Texts / seconds:N0} | {megabytes / seconds:F0} | {looked / seconds:F3} | {Longest(hostile, read):F1} |"
            );
        }
        return Task.CompletedTask;
    }

    private static void Look(string text) => _ = text.AsSpan().Count('\uFFFF');

    private static double Seconds(IReadOnlyList<string> texts, Action<string> read)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var text in texts)
        {
            read(text);
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // The longest of the fastest of two: the machine's own pauses are not the reader's.
    private static double Longest(IReadOnlyList<string> texts, Action<string> read) =>
        texts.Max(text => Math.Min(Seconds([text], read), Seconds([text], read))) * 1000;
}
