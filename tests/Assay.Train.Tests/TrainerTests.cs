using Assay.Train.Model;
using Assay.Train.Training;

namespace Assay.Train.Tests;

public sealed class TrainerTests
{
    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads() =>
        Assert.Equal(Trained(threads: 1), Trained(threads: 3));

    [Fact]
    public void Another_seed_gives_another_result() => Assert.NotEqual(Trained(1), Trained(1, seed: 2));

    [Fact]
    public void What_is_seen_again_and_again_is_learned()
    {
        using var weights = new Weights<float>(SmallModel.Shape(32));
        weights.Initialise(1);
        using var trainer = new Trainer(weights, 1, 64, 1);
        var first = trainer.Step([SmallModel.Sequence()], 0.01f);

        var last = first;
        for (var step = 0; step < 60; step++)
        {
            last = trainer.Step([SmallModel.Sequence()], 0.01f);
        }

        Assert.InRange(last, 0, 0.2 * first);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(9, 1)]
    [InlineData(55, 0.51)]
    [InlineData(100, 0.02)]
    public void The_rate_rises_and_falls(int step, double rate) =>
        Assert.Equal(rate, new Schedule(1, 10, 100).Rate(step), 1e-3);

    private static float[] Trained(int threads, int seed = 1)
    {
        using var weights = new Weights<float>(SmallModel.Shape(32));
        weights.Initialise(seed);
        using var trainer = new Trainer(weights, 3, 64, threads);
        for (var step = 0; step < 3; step++)
        {
            trainer.Step([.. Enumerable.Range(0, 3).Select(i => SmallModel.Sequence((10 * step) + i))], 0.01f);
        }
        return weights.Values.Span.ToArray();
    }
}
