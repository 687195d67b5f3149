using System.Collections.Immutable;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Generation;
using Assay.Models.Local.OnnxFolders;
using Assay.Testing;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>Ready-made graphs under the engine.</summary>
public sealed class OnnxEngineTests(OnnxModels models) : IClassFixture<OnnxModels>
{
    public static TheoryData<string> Forms => OnnxModels.Exact;

    private static int[] Ids => OnnxModels.Case.Ids;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Continuations_of_a_context_have_the_scores_of_the_reference(string form)
    {
        using var folder = new TemporaryFolder();
        using var engine = Start(form, folder);
        int[][] continuations =
        [
            [5, 9, 2],
            [7],
            [5, 9, 3, 11],
        ];

        var jobs = continuations.Select(text => new ScoreJob(Ids, [text], 0, Token)).ToArray();
        Array.ForEach(jobs, engine.Add);

        for (var i = 0; i < jobs.Length; i++)
        {
            var scores = Assert.Single(await jobs[i].Result);
            var expected = Expected(continuations[i]);
            Assert.Equal(expected.Length, scores.Length);
            Assert.All(expected, (score, place) => Assert.Equal(score, scores[place].LogProb, 1e-4));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Texts_generated_together_are_those_of_the_reference(string form)
    {
        using var folder = new TemporaryFolder();
        using var engine = Start(form, folder);
        int[][] prompts = [Ids, Ids[..5], [.. Ids[..5], 8, 8], [3], Ids[2..9]];

        var jobs = prompts
            .Select(
                (prompt, i) =>
                    new GenerateJob(
                        prompt,
                        4 + (3 * i),
                        new Sampler(new(), 1),
                        ImmutableHashSet<int>.Empty,
                        ImmutableHashSet<int>.Empty,
                        -1,
                        Token
                    )
            )
            .ToArray();
        Array.ForEach(jobs, engine.Add);

        for (var i = 0; i < jobs.Length; i++)
        {
            var made = await jobs[i].Tokens.ReadAllAsync(Token).Select(token => token.Id).ToArrayAsync(Token);
            Assert.Equal(Greedy(prompts[i], jobs[i].Limit), made);
        }
    }

    private InferenceEngine Start(string form, TemporaryFolder folder) =>
        new(OnnxModels.Load(models.Write(form, folder["model"])));

    private double[] Expected(int[] continuation)
    {
        var logits = models.Reference.Logits([.. Ids, .. continuation]);
        return [.. continuation.Select((id, i) => LogProbability(logits[Ids.Length - 1 + i], id))];
    }

    private int[] Greedy(int[] prompt, int count)
    {
        List<int> text = [.. prompt];
        while (text.Count < prompt.Length + count)
        {
            var last = models.Reference.Logits(text)[^1];
            text.Add(Array.IndexOf(last, last.Max()));
        }
        return [.. text.Skip(prompt.Length)];
    }

    private static double LogProbability(double[] logits, int id)
    {
        var highest = logits.Max();
        return logits[id] - highest - Math.Log(logits.Sum(logit => Math.Exp(logit - highest)));
    }
}
