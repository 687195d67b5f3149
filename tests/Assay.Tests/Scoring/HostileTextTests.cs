using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Judging;
using Assay.Scoring.Extraction;
using Assay.Scoring.Mathematics;
using Assay.Scoring.Metrics;
using Assay.Scoring.Text;
using CsCheck;

namespace Assay.Tests.Scoring;

/// <summary>Whatever a model writes, it is read and compared without an exception.</summary>
public sealed class HostileTextTests
{
    private const int Long = 100_000;

    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "iron"),
        new("B", "oxygen"),
        new("C", "neither"),
    ];

    private static readonly Dictionary<string, Action<string>> Readers = new Dictionary<string, Action<string>>(
        StringComparer.Ordinal
    )
    {
        ["label"] = text => LabelExtractor.Find(text, Choices),
        ["leading label"] = text => LabelExtractor.FindLeading(text, Choices),
        ["number"] = text => Numbers.Find(text),
        ["reasoning blocks"] = text => ReasoningBlocks.Strip(text),
        ["refusal"] = text => Refusal.IsIn(text),
        ["stop strings"] = text => StopText.Cut(text, ["Question:", "\n\nQ:"]),
        ["verdict"] = text => VerdictReader.Read(text, JudgeScale.Binary),
        ["C-Eval's answer"] = text => CEvalAnswer.OfThought(text),
        ["CMMLU's answer"] = text => CmmluAnswer.Of(text),
        ["formula"] = text => FinalAnswer.Find(text),
        ["MATH's normal form"] = text => HendrycksAnswer.Normal(text),
        ["Minerva's answer"] = text => MinervaAnswer.Normal(MinervaAnswer.Find(text) ?? text),
        ["math_equal"] = text => MathEquality.AreEqual(text, @"\frac{3}{4}"),
        ["TriviaQA's normal form"] = text => AnswerNormaliser.TriviaQa(text),
        ["SQuAD's normal form"] = text => AnswerNormaliser.Squad(text),
        ["lm-eval's normal form"] = text => AnswerNormaliser.Harness(text),
    }
        .Concat(
            AnswerMetrics.All.Select(metric =>
                KeyValuePair.Create(
                    $"metric {metric.Name}",
                    (Action<string>)(text => metric.Score(text, ["The train needs two hours."]))
                )
            )
        )
        .ToDictionary();

    private static readonly string[] Parts =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "$",
        "\\",
        "^9",
        "1,",
        ",000",
        "A",
        "(A)",
        "A or ",
        "#### ",
        "<think>",
        "</think>",
        "\\boxed{",
        "\\frac",
        "\\frac{1}{2}",
        "\\sqrt{",
        "\\left(",
        "the answer is ",
        "答案是",
        "选",
        "０",
        "{\"verdict\":",
        "\"",
        "x=",
        "%",
        "0.",
        " ",
        "\n",
        "\0",
        "\ud83d",
        "\ud83d\ude00",
        "\u202e",
        "e\u0301",
    ];

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadsMixturesOfWhatTripsParsers(string reader) =>
        Gen.Int[0, Parts.Length - 1]
            .Array[0, 60]
            .Select(all => string.Concat(all.Select(i => Parts[i])))
            .Sample(Readers[reader], iter: 2_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadsNoise(string reader) =>
        Gen.Char['\0', '\uffff'].Array[0, 80].Select(all => new string(all)).Sample(Readers[reader], iter: 1_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadsEachPartRepeatedToAHundredThousandCharacters(string reader)
    {
        foreach (var part in Parts)
        {
            Readers[reader](string.Concat(Enumerable.Repeat(part, Long / part.Length)));
        }
    }
}
