using System.Collections.Immutable;
using System.Globalization;
using Assay.Benchmarks;
using Assay.Scoring.Extraction;
using CsCheck;

namespace Assay.Tests.Scoring;

public sealed class ExtractorPropertyTests
{
    private static readonly string[] Forms = ["The answer is {0}.", "Answer: {0}", "答案是{0}。"];

    private const int Large = 100_000;
    private const int HangGuard = 120_000;

    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "a force"),
        new("B", "the moon"),
        new("C", "iron"),
        new("D", "none"),
    ];

    private static readonly Gen<string> Words = Gen.Char["abcdefg xyz.!?:;\n\"éλ月"]
        .Array[0, 40]
        .Select(chars => new string(chars));

    private static readonly string[] Parts =
    [
        "{",
        "}",
        "(A",
        "B)",
        "**",
        " ",
        "\n",
        "-",
        "1",
        ",000",
        ".5",
        "$",
        "####",
        "the answer is ",
        "答案是",
        "选",
        "<think>",
        "</think>",
        @"\boxed{",
        @"\frac{1}{2}",
        "\ud83d",
        "１",
    ];

    private static readonly Gen<string> Mixtures = Gen.Int[0, Parts.Length - 1]
        .Array[0, 30]
        .Select(places => string.Concat(places.Select(place => Parts[place])));

    [Fact]
    public void A_number_is_found_in_any_text_without_another() =>
        Gen.Select(Words, Gen.Long[-1_000_000_000, 1_000_000_000], Gen.Bool, Words)
            .Sample(
                (before, number, commas, after) =>
                {
                    var written = number.ToString(commas ? "N0" : "D", CultureInfo.InvariantCulture);

                    var found = Numbers.Last($"{before} {written} {after}");

                    return found == number.ToString(CultureInfo.InvariantCulture);
                }
            );

    [Fact]
    public void A_fraction_is_found_in_any_text_without_another() =>
        Gen.Select(Words, Gen.Int[0, 9_999_999], Gen.Int[0, 99], Words)
            .Sample(
                (before, whole, cents, after) =>
                    Numbers.Find($"{before} ${whole:N0}.{cents:00} {after}")?.Value == $"{whole}.{cents:00}"
            );

    [Fact]
    public void A_stated_label_is_found_whatever_the_choices_are() =>
        Gen.Select(Gen.Int[2, 10], Gen.Int[0, 9], Words.Array[10], Gen.Int[0, 2].Select(i => Forms[i]))
            .Sample(
                (count, index, texts, form) =>
                {
                    var choices = texts
                        .Take(count)
                        .Select((text, i) => new Choice(((char)('A' + i)).ToString(), text))
                        .ToImmutableArray();
                    var label = choices[index % count].Label;

                    var found = LabelExtractor.Find(string.Format(CultureInfo.InvariantCulture, form, label), choices);

                    return found?.Value == label;
                }
            );

    [Fact]
    public void A_label_that_is_found_is_one_of_those_offered() =>
        Gen.Char["ABCDEFabcd is answer:.()*\\{}\n选答案是1234"]
            .Array[0, 60]
            .Select(chars => new string(chars))
            .Sample(text =>
                LabelExtractor.Find(text, Choices) is not { } found
                || Choices.Any(choice => choice.Label == found.Value)
            );

    [Fact]
    public void No_text_makes_an_extractor_fail() =>
        Gen.OneOf(Gen.String, Mixtures)
            .Sample(
                text =>
                {
                    LabelExtractor.Find(text, Choices);
                    LabelExtractor.FindLeading(text, Choices);
                    LabelExtractor.FindWhole(text, Choices);
                    Numbers.Find(text);
                    ReasoningBlocks.Strip(text);
                    StopText.Cut(text, ["Question:", "\n\n"]);
                    Refusal.IsIn(text);
                },
                iter: 100_000
            );

    [Theory(Timeout = HangGuard)]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("(")]
    [InlineData("*")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData(",000")]
    [InlineData("$")]
    [InlineData("A")]
    [InlineData("A ")]
    [InlineData("A, ")]
    [InlineData("(A)")]
    [InlineData("# ")]
    [InlineData("#### ")]
    [InlineData("#### 1x\n")]
    [InlineData("the answer is ")]
    [InlineData("the answer is 1 x ")]
    [InlineData("answer: ")]
    [InlineData("answer to ")]
    [InlineData("答案是")]
    [InlineData("选")]
    [InlineData("正确的是")]
    [InlineData("不应该选")]
    [InlineData("不应该")]
    [InlineData("而是")]
    [InlineData("答案】")]
    [InlineData("A或")]
    [InlineData("<think>")]
    [InlineData("</think>")]
    [InlineData("<answer>")]
    [InlineData(@"\boxed{")]
    [InlineData(@"\boxed{1")]
    [InlineData(@"\frac{1}{2}")]
    public async Task Hostile_texts_are_read_to_their_end(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Large / part.Length));

        var error = await Task.Run(
            () =>
                Record.Exception(() =>
                {
                    LabelExtractor.Find(text, Choices);
                    LabelExtractor.Find(text + "B", Choices);
                    Numbers.Find(text);
                    ReasoningBlocks.Strip(text);
                }),
            TestContext.Current.CancellationToken
        );

        Assert.Null(error);
    }
}
