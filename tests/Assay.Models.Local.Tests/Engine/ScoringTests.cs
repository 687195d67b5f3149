using Assay.Models.Local.Engine;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Scores of continuations are those of each alone, whatever they are packed with.</summary>
public sealed class ScoringTests(CaseFolders cases) : IClassFixture<CaseFolders>
{
    private static readonly int[] Begin = Jobs.Text(12, seed: 1);

    public static TheoryData<string> Names => CaseFolders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Continuations_of_one_context_are_scored_as_each_alone(string name)
    {
        int[][] continuations =
        [
            [5],
            [5, 6],
            [7, 8, 9],
            [],
            [5],
            Jobs.Text(10, seed: 2),
        ];

        await ScoresAreThose(name, [(Begin, continuations)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Contexts_with_and_without_a_common_beginning_are_scored_as_each_alone(string name) =>
        await ScoresAreThose(
            name,
            [
                (
                    [.. Begin, 1, 2],
                    [
                        [3],
                        [4, 5],
                    ]
                ),
                (
                    [.. Begin, 1, 3],
                    [
                        [3],
                        [4, 5],
                    ]
                ),
                (
                    [.. Begin, 1],
                    [
                        [2, 3],
                    ]
                ),
                (
                    Begin,
                    [
                        [1],
                        [2, 3, 4],
                    ]
                ),
                (
                    Jobs.Text(15, seed: 8),
                    [
                        [1, 2],
                    ]
                ),
                (
                    Jobs.Text(40, seed: 8),
                    [
                        [1, 2],
                        [3],
                    ]
                ),
                (
                    [.. Jobs.Text(40, seed: 8), 9],
                    [
                        [3, 1],
                    ]
                ),
                (
                    [.. Begin, 1, 2],
                    [
                        [3],
                        [4, 5],
                    ]
                ),
            ]
        );

    [Fact]
    public async Task A_context_may_be_one_token() =>
        await ScoresAreThose(
            CaseFolders.Plain,
            [
                (
                    [1],
                    [
                        [2, 3],
                        [4],
                    ]
                ),
                (
                    [2],
                    [
                        [2],
                    ]
                ),
                (
                    [1],
                    [
                        [5],
                    ]
                ),
            ]
        );

    [Fact]
    public async Task Empty_continuations_have_no_scores() =>
        await ScoresAreThose(
            CaseFolders.Plain,
            [
                (
                    [1, 2],
                    [
                        [],
                        [],
                    ]
                ),
            ]
        );

    [Fact]
    public async Task A_beginning_that_was_scored_before_is_not_computed_again()
    {
        var reference = cases.Reference(CaseFolders.Plain);
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        await engine.Added(Jobs.Score([.. Begin, 1], [2], [3])).Result;
        var computed = engine.Meter.Computed;

        var again = await engine.Added(Jobs.Score([.. Begin, 4], [2, 3])).Result;

        Jobs.Same(Jobs.Expected(reference, [.. Begin, 4], [2, 3]), again[0]);
        Assert.Equal(Begin.Length, engine.Meter.Reused);
        Assert.Equal(computed + 2, engine.Meter.Computed);
    }

    [Fact]
    public async Task The_best_tokens_come_with_each_score()
    {
        using var engine = new InferenceEngine(cases.Load(CaseFolders.Plain));
        var job = engine.Added(
            new ScoreJob(
                Begin,
                [
                    [1, 2],
                ],
                3,
                CancellationToken.None
            )
        );

        var scores = (await job.Result)[0];

        Assert.All(scores, score => Assert.Equal(3, score.Top.Length));
        Assert.All(scores, score => Assert.True(score.Top[0].Value >= score.LogProb));
    }

    [Theory]
    [InlineData(512, 512)]
    [InlineData(5, 512)]
    [InlineData(512, 2)]
    [InlineData(1, 1)]
    public async Task Passes_keep_to_their_limits_and_change_nothing(int tokens, int rows)
    {
        var reference = cases.Reference(CaseFolders.Plain);
        using var transformer = cases.Load(CaseFolders.Plain);
        ScoreJob[] jobs =
        [
            Jobs.Score([.. Begin, 1], [2, 3, 4], [5], [6, 7]),
            Jobs.Score([.. Begin, 2], [2, 3]),
            Jobs.Score([.. Begin[..5], 9], [1]),
        ];
        var pack = ScoringPack.Choose(jobs, new SlotTokens(), transformer, 512);

        foreach (var pass in pack.Passes(3, tokens, rows))
        {
            Assert.InRange(pass.Tokens.Length, 1, tokens);
            Assert.InRange(pass.Rows.Length, 1, rows);
            var logits = new float[pass.Rows.Length * transformer.Vocabulary];
            transformer.Run(pass, logits);
            pack.Take(pass, logits);
        }
        pack.Complete();

        Assert.Contains(jobs[0], pack.Jobs);
        foreach (var job in pack.Jobs)
        {
            var scores = await job.Result;
            Assert.All(
                job.Continuations.Zip(scores),
                one => Jobs.Same(Jobs.Expected(reference, job.Context, one.First), one.Second)
            );
        }
    }

    [Fact]
    public void Contexts_that_begin_alike_are_one_pack_and_others_are_not()
    {
        using var transformer = cases.Load(CaseFolders.Plain);
        ScoreJob[] jobs = [Jobs.Score([.. Begin, 1], [2]), Jobs.Score([90, 91], [2]), Jobs.Score([.. Begin, 2], [2])];

        var pack = ScoringPack.Choose(jobs, new SlotTokens(), transformer, 512);

        Assert.Equal([jobs[0], jobs[2]], pack.Jobs.Take(2));
        Assert.Equal(Begin.Length + 2, pack.Passes(3, 512, 512).Take(1).Sum(pass => pass.Tokens.Length));
    }

    [Fact]
    public void Lengths_that_turn_by_other_frequencies_are_not_packed_together()
    {
        using var transformer = cases.Load(CaseFolders.LongRope);
        var text = Jobs.Text(40, seed: 8);
        ScoreJob[] jobs = [Jobs.Score(text[..31], [2]), Jobs.Score(text, [2]), Jobs.Score(text[..30], [3])];

        var pack = ScoringPack.Choose(jobs, new SlotTokens(), transformer, 512);

        Assert.Equal([jobs[0], jobs[2]], pack.Jobs);
    }

    private async Task ScoresAreThose(string name, (int[] Context, int[][] Continuations)[] wanted)
    {
        var reference = cases.Reference(name);
        var transformer = cases.Load(name);
        using var engine = new InferenceEngine(transformer);

        var jobs = wanted.Select(one => engine.Added(Jobs.Score(one.Context, one.Continuations))).ToArray();

        foreach (var job in jobs)
        {
            var scores = await job.Result;
            Assert.Equal(job.Continuations.Length, scores.Length);
            for (var i = 0; i < scores.Length; i++)
            {
                Jobs.Same(Jobs.Expected(reference, job.Context, job.Continuations[i]), scores[i]);
            }
        }
    }
}
