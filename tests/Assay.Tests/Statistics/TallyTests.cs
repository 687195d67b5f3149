using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class TallyTests
{
    [Fact]
    public void Nothing_has_no_estimate() => Assert.Null(new Tally().Estimate());

    [Fact]
    public void A_single_0_or_1_has_an_interval_but_no_standard_error()
    {
        var estimate = Of([1]);
        Assert.Equal(
            (1.0, (double?)null, 0.2065, 1.0),
            (estimate.Mean, estimate.StandardError, Round(estimate.Low), estimate.High)
        );
    }

    [Fact]
    public void A_single_other_value_has_neither() => Assert.Equal(new Estimate(0.7, null, null, null, 1), Of([0.7]));

    [Fact]
    public void Five_of_ten_are_a_half_with_the_sample_standard_error_and_Wilsons_interval()
    {
        var estimate = Of([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
        Assert.Equal(0.5, estimate.Mean);
        Assert.Equal(Math.Sqrt(0.25 / 9), estimate.StandardError!.Value, 15);
        Assert.Equal((0.2366, 0.7634), (Round(estimate.Low), Round(estimate.High)));
    }

    [Fact]
    public void A_share_is_the_correctly_rounded_quotient() =>
        Gen.Int[1, 2000]
            .SelectMany(n => Gen.Int[0, n].Select(ones => (ones, n)))
            .Sample(
                (ones, n) => Of([.. Enumerable.Range(0, n).Select(i => i < ones ? 1.0 : 0)]).Mean == (double)ones / n,
                iter: 50
            );

    // Mean 3, sample variance 2.5, so se = √(2.5/5) = 0.7071 and t(4) = 2.7764.
    [Fact]
    public void Other_values_get_the_t_interval()
    {
        var estimate = Of([1, 2, 3, 4, 5]);
        Assert.Equal(
            (3.0, 0.7071, 1.0368, 4.9632),
            (estimate.Mean, Round(estimate.StandardError), Round(estimate.Low), Round(estimate.High))
        );
    }

    [Fact]
    public void Equal_values_have_no_error_at_all() => Assert.Equal(0.0, Of([0.1, 0.1, 0.1]).StandardError);

    // Passages {1,1,1}, {0,0}, {1}: m = 4/6, residual sums 1, −4/3, 1/3, so Σ² = 26/9 and
    // se = √(3/2 · 26/9) / 6 = 0.34694; t(2) = 4.30265 reaches beyond 0 and 1.
    [Fact]
    public void Clustered_values_worked_by_hand()
    {
        var tally = new Tally();
        foreach (var (value, cluster) in new[] { (1, 7), (0, 8), (1, 7), (1, 9), (0, 8), (1, 7) })
        {
            tally.Add(value, cluster);
        }
        var estimate = tally.Estimate()!;
        Assert.Equal(4.0 / 6, estimate.Mean);
        Assert.Equal(Math.Sqrt(1.5 * 26 / 9) / 6, estimate.StandardError!.Value, 14);
        Assert.Equal((0.0, 1.0), (estimate.Low, estimate.High));
    }

    // Clusters {0.2, 0.4}, {0.6, 0.8}, and 0.5 alone: m = 0.5, residual sums −0.4, 0.4, 0, se = √(3/2 · 0.32) / 5.
    [Fact]
    public void A_value_without_a_cluster_is_a_cluster_of_its_own()
    {
        var tally = new Tally();
        tally.Add(0.2, 0);
        tally.Add(0.4, 0);
        tally.Add(0.5);
        tally.Add(0.6, 1);
        tally.Add(0.8, 1);
        var estimate = tally.Estimate()!;
        var error = Math.Sqrt(1.5 * 0.32) / 5;
        Assert.Equal(error, estimate.StandardError!.Value, 14);
        Assert.Equal(0.5 + 4.302652729911275 * error, estimate.High!.Value, 10);
    }

    [Fact]
    public void Clusters_of_one_change_nothing() =>
        Gen.Double[0, 1]
            .Array[1, 50]
            .Sample(values => Of(values) == Of([.. values.Select((value, i) => (value, (long?)i))]));

    [Fact]
    public void Repeats_that_all_succeed_still_leave_doubt()
    {
        var estimate = Of([.. Enumerable.Range(0, 40).Select(i => (1.0, (long?)(i / 4)))]);
        Assert.Equal((0.7225, 1.0, 40), (Round(estimate.Low), estimate.High!.Value, estimate.N));
    }

    [Fact]
    public void Completed_clusters_are_forgotten_but_count()
    {
        var whole = new Tally();
        var forgetful = new Tally();
        foreach (var (value, cluster) in new[] { (0.25, 1), (0.5, 1), (1, 2), (0.75, 2), (0, 3), (0.5, 3) })
        {
            whole.Add(value, cluster);
            forgetful.Add(value, cluster);
            if (value is 0.5 or 0.75)
            {
                forgetful.Complete(cluster);
            }
        }
        Assert.Equal(whole.Estimate(), forgetful.Estimate());
    }

    [Fact]
    public void One_mixed_cluster_says_nothing_about_the_error() =>
        Assert.Equal(new Estimate(0.5, null, null, null, 2), Of([(0.0, 1L), (1.0, 1L)]));

    [Fact]
    public void Any_order_gives_the_same_bits() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Long[0, 9].Nullable())
            .Array[1, 100]
            .SelectMany(values => Gen.Shuffle(values).Select(shuffled => (values, shuffled)))
            .Sample((values, shuffled) => Of(values) == Of(shuffled));

    [Fact]
    public void The_standard_error_is_that_of_two_passes_over_the_data() =>
        Gen.Double[-1000, 1000]
            .Array[2, 100]
            .Sample(values =>
            {
                var mean = values.Average();
                var expected = Math.Sqrt(
                    values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1) / values.Length
                );
                return Math.Abs(Of(values).StandardError!.Value - expected) <= 1e-12 * Math.Max(1, expected);
            });

    [Fact]
    public void A_value_that_is_not_a_number_is_refused_and_leaves_the_tally_as_it_was()
    {
        var tally = new Tally();
        tally.Add(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(double.NaN));
        Assert.Equal(Of([1]), tally.Estimate());
    }

    [Fact]
    public void A_million_values_take_no_more_memory_than_a_thousand()
    {
        Assert.InRange(Grown(1_000_000) - Grown(1_000), -4096, 4096);

        static long Grown(int n)
        {
            var tally = new Tally();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < n; i++)
            {
                tally.Add(i % 2);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Estimate Of(double[] values) => Of([.. values.Select(value => (value, (long?)null))]);

    private static Estimate Of((double Value, long? Cluster)[] values)
    {
        var tally = new Tally();
        foreach (var (value, cluster) in values)
        {
            if (cluster is { } key)
            {
                tally.Add(value, key);
            }
            else
            {
                tally.Add(value);
            }
        }
        return tally.Estimate()!;
    }

    private static double Round(double? value) => Math.Round(value!.Value, 4);

    // Two texts of 10 and 30 bytes with 2 and 1 bits a byte: 50 bits in 40 bytes.
    [Fact]
    public void Weighted_values_have_the_mean_of_their_sums()
    {
        var tally = new Tally();
        tally.AddWeighted(2, 10);
        tally.AddWeighted(1, 30);

        Assert.Equal((1.25, 2), (tally.Estimate()!.Mean, tally.N));
    }

    // A ratio of sums: residuals 20 - 12.5 and 30 - 37.5, times 2/1, over 40.
    [Fact]
    public void Weighted_values_have_the_error_of_a_ratio()
    {
        var tally = new Tally();
        tally.AddWeighted(2, 10);
        tally.AddWeighted(1, 30);

        Assert.Equal(Math.Sqrt(2 * (7.5 * 7.5 * 2)) / 40, tally.Estimate()!.StandardError!.Value, 12);
    }

    [Fact]
    public void A_value_of_weight_three_is_a_cluster_of_three()
    {
        var (weighted, clustered) = (new Tally(), new Tally());
        weighted.AddWeighted(0.5, 3);
        weighted.Add(0.25);
        for (var i = 0; i < 3; i++)
        {
            clustered.Add(0.5, 1L);
        }
        clustered.Add(0.25, 2L);

        Assert.Equal(clustered.Estimate()! with { N = 2 }, weighted.Estimate());
    }
}
