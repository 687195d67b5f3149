using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Runs;
using Assay.Scoring;

namespace Assay.Tests.Runs;

/// <summary>What of a prompt a model may cut.</summary>
public sealed class RequestBuilderTests
{
    [Theory]
    [InlineData(false, null, "article")]
    [InlineData(false, "Be brief.", "article")]
    [InlineData(true, null, "article")]
    [InlineData(true, "Be brief.", "article")]
    public void Parts_that_may_be_cut_are_told_where_they_stand(bool rawText, string? system, string part)
    {
        var request = Assert.IsType<GenerateRequest>(Build(rawText, system, EvalMode.Generate));

        Assert.Equal(part, (request.Text ?? request.Messages[^1].Text)[Assert.Single(request.Cuttable)]);
    }

    [Fact]
    public void Of_a_context_too()
    {
        var request = Assert.IsType<LikelihoodRequest>(Build(false, "Be brief.", EvalMode.Likelihood));

        Assert.Equal("article", request.Context[Assert.Single(request.Cuttable)]);
    }

    [Fact]
    public void They_are_part_of_the_hash_where_there_are_any()
    {
        var request = Build(false, null, EvalMode.Generate);

        Assert.NotEqual(RequestKey.PromptHash(request), RequestKey.PromptHash(request with { Cuttable = [] }));
    }

    private static ModelRequest Build(bool rawText, string? system, EvalMode mode)
    {
        var task = TestTasks.Task(1);
        return new RequestBuilder(new GenerationOptions(), rawText).Build(
            task with
            {
                Benchmark = new Reading(system),
                Settings = task.Settings with { Mode = mode },
            },
            task.First,
            0
        );
    }

    private sealed class Reading(string? system) : Benchmark
    {
        public override BenchmarkInfo Info { get; } = new SumBenchmark().Info;

        public override Sample Parse(DataRow row, string subset, int index) => throw new NotSupportedException();

        public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings) =>
            new("Read: article Why?") { System = system, Cuttable = [6..13] };

        public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings) =>
            throw new NotSupportedException();
    }
}
