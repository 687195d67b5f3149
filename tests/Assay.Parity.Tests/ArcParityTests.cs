using Assay.Benchmarks;
using Assay.Models;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

/// <summary>
/// Chain-of-thought answers that should end "The best answer is [X]" and often do not. The recorder's own extractor falls back on a
/// letter of the choices' discussion; each row where Assay reads otherwise is listed with its reason.
/// </summary>
public sealed class ArcParityTests
{
    private static readonly Arc Benchmark = new();

    /// <summary>
    /// The text discusses all choices and leaves its conclusion's brackets empty ("The best answer is []"). The recorder takes the
    /// first or last letter of the discussion; Assay finds no answer.
    /// </summary>
    private static readonly int[] NoLetterIsStated =
    [
        71,
        158,
        165,
        184,
        190,
        206,
        225,
        292,
        309,
        332,
        335,
        397,
        421,
        459,
        504,
        513,
        538,
        546,
        573,
        616,
        619,
        621,
        623,
        625,
        638,
        653,
        654,
        658,
        659,
        674,
        699,
        700,
        782,
        790,
        807,
        815,
        828,
        845,
        858,
        866,
        947,
        957,
        961,
        1016,
        1035,
        1048,
        1061,
        1084,
        1089,
        1104,
        1127,
        1155,
        1164,
    ];

    /// <summary>The text states this letter; the recorder missed it and took none, or one of the discussion.</summary>
    private static readonly (int Index, string Stated)[] AnotherLetterIsStated =
    [
        (127, "C"),
        (167, "C"),
        (242, "D"),
        (279, "B"),
        (291, "D"),
        (340, "C"),
        (445, "A"),
        (466, "C"),
        (527, "A"),
        (660, "A"),
        (661, "B"),
        (712, "C"),
        (803, "B"),
        (871, "D"),
        (954, "C"),
        (977, "C"),
        (1160, "C"),
    ];

    [Fact]
    public void Qwen_is_read_as_recorded_but_for_the_listed_rows()
    {
        var expected = NoLetterIsStated
            .Select(index => (index, "N/A"))
            .Concat(AnotherLetterIsStated)
            .OrderBy(row => row.Item1);

        Assert.Equal(expected, Differing("Qwen2.5-0.5B-Instruct"));
    }

    /// <summary>Row 34 ends "**Answer:** sunrise", which is choice A in words; the recorder looks for letters only.</summary>
    [Fact]
    public void Gemma_is_read_as_recorded_but_for_an_answer_in_words() =>
        Assert.Equal([(34, "A")], Differing("gemma-3-270m-it"));

    [Theory]
    [InlineData("Qwen2.5-0.5B-Instruct", 445, 100)]
    [InlineData("gemma-3-270m-it", 159, 562)]
    public void Totals_follow(string model, int right, int unanswerable)
    {
        var scores = Scores(model).Select(row => row.Score).ToList();

        Assert.Equal(1_172, scores.Count);
        Assert.Equal(right, scores.Count(score => score.Values[0].Value == 1));
        Assert.Equal(unanswerable, scores.Count(score => score.Status == Assay.Scoring.ScoreStatus.Unanswerable));
    }

    private static IEnumerable<(int Index, string Ours)> Differing(string model) =>
        Scores(model)
            .Where(row => (row.Score.Extracted ?? "N/A") != row.Theirs)
            .Select(row => (row.Index, row.Score.Extracted ?? "N/A"));

    private static IEnumerable<(int Index, string Theirs, Assay.Scoring.Score Score)> Scores(string model)
    {
        var samples = Recorded.Samples(Benchmark, "ARC-Challenge", Recorded.Lines("arc/ARC-Challenge/test.jsonl"));
        var settings = Settings.Of(Benchmark);
        return Recorded
            .Lines($"recorded/arc-cot/{model}.jsonl.gz")
            .Select(row =>
            {
                var index = row.GetProperty("index").GetInt32();
                var answer = new Generated(row.GetProperty("text").GetString()!);
                return (
                    index,
                    row.GetProperty("recorded_prediction").GetString()!,
                    Benchmark.Score(samples[index], answer, settings)
                );
            });
    }
}
