using Assay.Models.Local.Engine;
using Assay.Models.Local.Generation;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>What sequences are given does not depend on those that they share passes with.</summary>
public sealed class ContinuousBatchingTests(CaseFolders cases) : IClassFixture<CaseFolders>
{
    public static TheoryData<string> Names => CaseFolders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Many_sequences_at_once_get_what_each_gets_alone(string name)
    {
        (int[] Prompt, int Limit)[] wanted =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(n => (Jobs.Text(n is 2 or 5 ? 40 : 3 + (2 * n), seed: n), 4 + (5 * (n % 3)))),
        ];
        var alone = new List<TokenScore[]>();
        foreach (var (prompt, limit) in wanted)
        {
            using var single = new InferenceEngine(cases.Load(name));
            alone.Add(await single.Added(Jobs.Greedy(prompt, limit)).All());
        }

        using var engine = new InferenceEngine(cases.Load(name));
        var together = wanted.Select(one => engine.Added(Jobs.Greedy(one.Prompt, one.Limit))).ToArray();

        for (var n = 0; n < wanted.Length; n++)
        {
            var tokens = await together[n].All();
            Assert.Equal(wanted[n].Limit, tokens.Length);
            Assert.Equal(alone[n].Select(token => token.Id), tokens.Select(token => token.Id));
            Assert.All(alone[n].Zip(tokens), pair => Assert.Equal(pair.First.LogProb, pair.Second.LogProb, 1e-4));
        }
    }

    [Fact]
    public async Task Sequences_share_steps()
    {
        var transformer = cases.Load(CaseFolders.Plain);
        var widest = 0;
        transformer.Before = pass => widest = Math.Max(widest, pass.Past.Length);
        using var engine = new InferenceEngine(transformer);

        var jobs = Enumerable.Range(0, 3).Select(n => engine.Added(Jobs.Greedy(Jobs.Text(5, n), 30))).ToArray();
        await Task.WhenAll(jobs.Select(job => job.All()));

        Assert.Equal(3, widest);
    }

    [Fact]
    public async Task A_text_ends_with_its_end_token()
    {
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var tokens = await engine.Added(Jobs.Greedy([5, 6], 10)).Ids();
        var end = tokens[4];

        var ended = await engine.Added(Jobs.Greedy([5, 6], 10, end)).Ids();

        Assert.Equal(tokens[..(Array.IndexOf(tokens, end) + 1)], ended);
    }

    [Fact]
    public async Task A_text_fills_the_context_and_no_more()
    {
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));

        var tokens = await engine.Added(Jobs.Greedy(Jobs.Text(100, 1), 1000)).Ids();

        Assert.Equal(28, tokens.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_beginning_that_a_slot_holds_is_not_computed_again_and_gives_the_same(string name)
    {
        var prompt = Jobs.Text(40, seed: 3);
        using var engine = new InferenceEngine(cases.Load(name));
        var first = await engine.Added(Jobs.Greedy(prompt, 6)).Ids();
        var computed = engine.Meter.Computed;

        var second = await engine.Added(Jobs.Greedy(prompt, 6)).Ids();

        Assert.Equal(first, second);
        Assert.Equal(prompt.Length - 1, engine.Meter.Reused);
        Assert.Equal(computed + 1 + 5, engine.Meter.Computed);
    }

    [Fact]
    public async Task A_beginning_is_taken_over_from_a_sequence_that_is_still_going_on()
    {
        var begin = Jobs.Text(20, seed: 3);
        var transformer = cases.Load(CaseFolders.Plain);
        using var single = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var expected = await single.Added(Jobs.Greedy([.. begin, 7, 8], 10)).Ids();
        GenerateJob? second = null;
        using var engine = new InferenceEngine(transformer);
        transformer.Before = _ =>
        {
            if (transformer.Passes == 4)
            {
                engine.Add(second = Jobs.Greedy([.. begin, 7, 8], 10));
            }
        };

        var first = await engine.Added(Jobs.Greedy([.. begin, 1, 2], 40)).Ids();

        Assert.Equal(expected, await second!.Ids());
        Assert.Equal(40, first.Length);
        Assert.Equal(begin.Length, engine.Meter.Reused);
    }

    [Fact]
    public async Task What_was_computed_by_the_frequencies_of_short_texts_is_not_taken_for_long_ones()
    {
        var text = Jobs.Text(40, seed: 3);
        using var engine = new InferenceEngine(cases.Load(CaseFolders.LongRope));
        await engine.Added(Jobs.Greedy(text[..30], 1)).Ids();

        await engine.Added(Jobs.Greedy(text, 1)).Ids();

        Assert.Equal(0, engine.Meter.Reused);
    }

    [Fact]
    public async Task Generating_and_scoring_go_on_beside_each_other()
    {
        var reference = cases.Reference(CaseFolders.Plain);
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var text = engine.Added(Jobs.Greedy([1, 2, 3], 50));

        var scores = Enumerable
            .Range(0, 5)
            .Select(n => engine.Added(Jobs.Score(Jobs.Text(9, n), Jobs.Text(4, n + 9))))
            .ToArray();

        for (var n = 0; n < scores.Length; n++)
        {
            Jobs.Same(Jobs.Expected(reference, Jobs.Text(9, n), Jobs.Text(4, n + 9)), (await scores[n].Result)[0]);
        }
        Assert.Equal(50, (await text.All()).Length);
    }
}
