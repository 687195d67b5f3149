using System.Collections.Immutable;
using System.Diagnostics;
using Assay.Benchmarks;
using Assay.Judging;
using Assay.Scoring.Extraction;
using Assay.Scoring.Mathematics;
using Assay.Scoring.Metrics;
using Assay.Scoring.Text;

namespace Assay.Bench;

/// <summary>
/// How fast answers are read out of texts, next to a plain look at every character of the same texts, and the longest single call over
/// 100,000 random and hostile ones.
/// </summary>
internal static class ExtractionBench
{
    private const int Texts = 5_000;
    private const int Rounds = 3;

    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "a force that pulls"),
        new("B", "the moon"),
        new("C", "iron and oxygen"),
        new("D", "none of these"),
    ];

    private const string Formula = @"\frac{3}{4}";

    private static readonly ImmutableArray<string> References = ["The train needs two hours for its way to the moon."];

    private static readonly (string Name, Action<string> Read)[] Readers =
    [
        ("label", text => LabelExtractor.Find(text, Choices)),
        ("number", text => Numbers.Find(text)),
        ("reasoning blocks", text => ReasoningBlocks.Strip(text)),
        ("refusal", text => Refusal.IsIn(text)),
        ("stop strings", text => StopText.Cut(text, ["Question:", "\n\nQ:"])),
        ("judge's verdict", text => VerdictReader.Read(text, JudgeScale.Binary)),
        ("C-Eval's authors' answer", text => CEvalAnswer.OfThought(text)),
        ("CMMLU's authors' answer", text => CmmluAnswer.Of(text)),
        ("formula", text => FinalAnswer.Find(text)),
        ("MATH's normal form", text => HendrycksAnswer.Normal(text)),
        ("Minerva's answer", text => MinervaAnswer.Normal(MinervaAnswer.Find(text) ?? text)),
        ("math_equal", text => MathEquality.AreEqual(text, Formula)),
        ("TriviaQA's normal form", text => AnswerNormaliser.TriviaQa(text)),
        ("SQuAD's normal form", text => AnswerNormaliser.Squad(text)),
        ("lm-eval's normal form", text => AnswerNormaliser.Harness(text)),
        .. AnswerMetrics.All.Select(metric =>
            ($"metric {metric.Name}", (Action<string>)(text => metric.Score(text, References)))
        ),
        ("BLEU-1 to 4, ROUGE of Chinese", CompareChinese),
        ("BLEU, ROUGE of TruthfulQA", CompareAnswers),
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
            _ = Longest(hostile[..200], read);
            var seconds = Median.Of(Enumerable.Range(0, Rounds).Select(_ => Seconds(texts, read)));
            Console.WriteLine(
                $"| {name} | {Texts / seconds:N0} | {megabytes / seconds:F0} | {looked / seconds:F3} | {Longest(hostile, read):F1} |"
            );
        }
        return Task.CompletedTask;
    }

    private static void CompareChinese(string text)
    {
        var (tokens, reference) = (BleuTokenizer.Chinese.Tokenize(text), BleuTokenizer.Chinese.Tokenize(References[0]));
        SentenceBleu.Of(tokens, reference);
        RougeChinese.N(2, reference, tokens);
        RougeChinese.L(reference, tokens);
    }

    private static void CompareAnswers(string text)
    {
        new SacreBleu { Tokenizer = BleuTokenizer.International }.Sentence(text, References[0]);
        new Rouge().Lsum(References[0], text);
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
