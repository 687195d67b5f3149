using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

public sealed class Gsm8kParityTests
{
    private static readonly Gsm8k Benchmark = new();

    [Theory]
    [InlineData("6b_finetuning", 286)]
    [InlineData("175b_verification", 742)]
    public void Verdicts_recorded_by_OpenAI_are_reproduced_in_every_row(string model, int right)
    {
        var samples = Recorded.Samples(Benchmark, "main", Recorded.Lines("gsm8k/test.jsonl"));
        var rows = Recorded.Lines("recorded/gsm8k-openai/example_model_solutions.jsonl.gz");
        var settings = Settings.Of(Benchmark);

        var recorded = rows.Select(row => row.GetProperty(model).GetProperty("is_correct").GetBoolean()).ToList();
        var ours = rows.Select(
            (row, i) =>
                Recorded.IsRight(
                    Benchmark,
                    samples[i],
                    row.GetProperty(model).GetProperty("solution").GetString()!,
                    settings
                )
        );

        Assert.Equal(recorded, ours);
        Assert.Equal(right, recorded.Count(verdict => verdict));
        Assert.Equal(1_319, recorded.Count);
    }

    /// <summary>
    /// The recorder dropped the sign of the boxed number: −40 counted as 40. The model is wrong in these rows.
    /// </summary>
    private static readonly int[] SignLostByTheRecorder = [53, 491, 712, 935];

    [Fact]
    public void Chain_of_thought_verdicts_differ_only_where_the_recorder_lost_a_sign()
    {
        var samples = Recorded.Samples(Benchmark, "main", Recorded.Lines("gsm8k/test.jsonl"));
        var rows = Recorded.Lines("recorded/gsm8k-cot/Qwen2.5-0.5B-Instruct.jsonl.gz");
        var settings = Settings.Of(Benchmark);

        var differing = rows.Where(row =>
                row.GetProperty("recorded_correct").GetBoolean()
                != Recorded.IsRight(
                    Benchmark,
                    samples[row.GetProperty("index").GetInt32()],
                    row.GetProperty("text").GetString()!,
                    settings
                )
            )
            .Select(row => row.GetProperty("index").GetInt32());

        Assert.Equal(SignLostByTheRecorder, differing);
        Assert.Equal(1_319, rows.Count);
    }

    [Theory]
    [InlineData(Protocol.Official)]
    [InlineData(Protocol.LmEval)]
    public void The_worked_solutions_of_the_data_are_right_by_every_protocol(string protocol)
    {
        var settings = Settings.Of(Benchmark, protocol);

        var wrong = Recorded
            .Samples(Benchmark, "main", Recorded.Lines("gsm8k/test.jsonl"))
            .Where(sample => !Recorded.IsRight(Benchmark, sample, sample.Solution!, settings));

        Assert.Empty(wrong);
    }
}
