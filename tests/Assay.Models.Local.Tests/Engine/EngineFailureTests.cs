using Assay.Models.Local.Engine;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Jobs that are given up, that fail, or that are cut off by the end of the engine.</summary>
public sealed class EngineFailureTests(CaseFolders cases) : IClassFixture<CaseFolders>
{
    private const int Bad = 96;

    [Fact]
    public async Task A_reader_that_has_enough_frees_the_slot()
    {
        var transformer = cases.Load(CaseFolders.Plain, slots: 2);
        var first = Jobs.Greedy([1, 2, 3], 100);
        transformer.Before = _ =>
        {
            if (transformer.Passes == 4)
            {
                first.Stop();
            }
        };
        using var engine = new InferenceEngine(transformer);
        engine.Add(first);

        var second = await engine.Added(Jobs.Greedy([4, 5], 3)).Ids();

        Assert.Equal(3, second.Length);
        Assert.Equal(4, (await first.All()).Length);
    }

    [Fact]
    public async Task A_cancelled_sequence_frees_the_slot_and_is_not_taken_for_a_whole_one()
    {
        using var cancel = new CancellationTokenSource();
        var transformer = cases.Load(CaseFolders.Plain, slots: 2);
        transformer.Before = _ =>
        {
            if (transformer.Passes == 4)
            {
                cancel.Cancel();
            }
        };
        using var engine = new InferenceEngine(transformer);
        var first = engine.Added(Jobs.Cancellable([1, 2, 3], 100, cancel.Token));

        var second = await engine.Added(Jobs.Greedy([4, 5], 3)).Ids();

        Assert.Equal(3, second.Length);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(first.All);
    }

    [Fact]
    public async Task A_sequence_that_is_cancelled_while_it_waits_is_never_begun()
    {
        using var cancel = new CancellationTokenSource();
        var transformer = cases.Load(CaseFolders.Plain, slots: 2);
        var seen = new List<int>();
        transformer.Before = pass => seen.AddRange(pass.Tokens);
        using var engine = new InferenceEngine(transformer);
        cancel.Cancel();
        var first = engine.Added(Jobs.Cancellable([Bad], 1, cancel.Token));

        await engine.Added(Jobs.Greedy([4, 5], 1)).Ids();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(first.All);
        Assert.Equal([4, 5], seen);
    }

    [Fact]
    public async Task A_cancelled_score_is_told_so()
    {
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var job = new ScoreJob(
            [1, 2],
            [
                [3],
            ],
            0,
            new CancellationToken(canceled: true)
        );

        engine.Add(job);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.Result);
        Assert.True(job.Result.IsCanceled);
    }

    [Fact]
    public async Task A_prompt_that_cannot_be_computed_does_not_hurt_the_others()
    {
        var transformer = cases.Load(CaseFolders.Plain);
        using var single = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var expected = await single.Added(Jobs.Greedy([1, 2, 3], 10)).Ids();
        transformer.Before = pass => ThrowIf(pass.Past.Length == 1 && pass.Tokens.Contains(Bad));
        using var engine = new InferenceEngine(transformer);

        var before = engine.Added(Jobs.Greedy([1, 2, 3], 10));
        var failed = engine.Added(Jobs.Greedy([4, Bad], 10));
        var after = engine.Added(Jobs.Greedy([1, 2, 3], 10));

        await Assert.ThrowsAsync<InvalidOperationException>(failed.All);
        Assert.Equal(expected, await before.Ids());
        Assert.Equal(expected, await after.Ids());
    }

    [Fact]
    public async Task A_step_that_fails_does_not_hurt_those_that_wait()
    {
        var transformer = cases.Load(CaseFolders.Plain, slots: 3);
        var failures = 0;
        transformer.Before = pass => ThrowIf(pass.Past.Length == 2 && failures++ == 0);
        using var engine = new InferenceEngine(transformer);

        var jobs = Enumerable.Range(0, 3).Select(n => engine.Added(Jobs.Greedy([n, 8], 20))).ToArray();

        await Assert.ThrowsAsync<InvalidOperationException>(jobs[0].All);
        await Assert.ThrowsAsync<InvalidOperationException>(jobs[1].All);
        Assert.Equal(20, (await jobs[2].All()).Length);
    }

    [Fact]
    public async Task Logits_that_are_no_numbers_fail_their_own_sequence_alone()
    {
        var transformer = cases.Load(CaseFolders.Plain);
        transformer.After = (pass, logits) =>
        {
            if (pass.Past.Length == 2)
            {
                logits.AsSpan(0, transformer.Vocabulary).Fill(float.NaN);
            }
        };
        using var engine = new InferenceEngine(transformer);

        var first = engine.Added(Jobs.Greedy([1, 2], 50));
        var second = engine.Added(Jobs.Greedy([3, 4], 50));

        await Assert.ThrowsAsync<ArithmeticException>(first.All);
        Assert.Equal(50, (await second.All()).Length);
    }

    [Fact]
    public async Task Scores_that_cannot_be_computed_do_not_hurt_later_ones()
    {
        var reference = cases.Reference(CaseFolders.Plain);
        var transformer = cases.Load(CaseFolders.Plain);
        transformer.Before = pass => ThrowIf(pass.Tokens.Contains(Bad));
        using var engine = new InferenceEngine(transformer);

        var failed = engine.Added(Jobs.Score([1, 2, Bad], [3]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Result);
        var sound = engine.Added(Jobs.Score([1, 2, 3], [4, 5]));

        Jobs.Same(Jobs.Expected(reference, [1, 2, 3], [4, 5]), (await sound.Result)[0]);
    }

    [Fact]
    public async Task The_end_of_the_engine_fails_what_is_in_flight()
    {
        var transformer = cases.Load(CaseFolders.Plain, slots: 2);
        var engine = new InferenceEngine(transformer);
        Task? end = null;
        transformer.Before = _ =>
        {
            // From the engine's own thread, so that it is surely busy: until then nothing else can be taken up.
            end ??= Task.Run(engine.Dispose);
            SpinWait.SpinUntil(() => engine.Added(Jobs.Greedy([1], 1)).Tokens.Completion.IsFaulted);
        };

        var active = engine.Added(Jobs.Greedy([1, 2], 100));
        var waiting = engine.Added(Jobs.Greedy([3, 4], 100));
        var scored = engine.Added(Jobs.Score([5, 6], [7]));

        await Assert.ThrowsAsync<ObjectDisposedException>(active.All);
        await Assert.ThrowsAsync<ObjectDisposedException>(waiting.All);
        await Task.WhenAny(scored.Result);
        await end!;
        Assert.True(transformer.IsDisposed);
    }

    [Fact]
    public async Task After_its_end_everything_is_refused()
    {
        var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        engine.Dispose();
        engine.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(engine.Added(Jobs.Greedy([1], 1)).All);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.Added(Jobs.Score([1], [2])).Result);
    }

    private static void ThrowIf(bool condition)
    {
        if (condition)
        {
            throw new InvalidOperationException("not this one");
        }
    }
}
