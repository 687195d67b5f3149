using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Runs;

namespace Assay;

/// <summary>What a run would do, without asking anything.</summary>
/// <param name="Subsets">One entry for each model, data set and subset.</param>
public sealed record EvalPreview(ImmutableArray<SubsetPreview> Subsets);

/// <summary>What a run would ask of one subset.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Subset">The subset's name.</param>
/// <param name="Protocol">The convention.</param>
/// <param name="Mode">Generation or likelihood.</param>
/// <param name="FewShot">Number of examples.</param>
/// <param name="Requests">How many requests would be sent.</param>
/// <param name="InputTokens">Estimated input tokens, at four characters (Latin) or one (CJK) a token.</param>
/// <param name="FirstPrompt">The first prompt in full.</param>
/// <param name="FirstGold">The first sample's reference answer.</param>
public sealed record SubsetPreview(
    string Model,
    string Dataset,
    string Subset,
    string Protocol,
    EvalMode Mode,
    int FewShot,
    long Requests,
    long InputTokens,
    string FirstPrompt,
    string FirstGold
);

/// <summary>Makes previews.</summary>
internal static class EvalPreviewer
{
    private const int CharactersPerToken = 4;

    public static EvalPreview Preview(EvalSession session, CancellationToken cancellationToken) =>
        new([
            .. session.Tasks.Select(task => Preview(session, task, cancellationToken)).ToList() is var subsets
                ? session.Models.SelectMany(model =>
                    subsets.Select(subset => subset with { Model = model.Identity.Name })
                )
                : [],
        ]);

    private static SubsetPreview Preview(EvalSession session, SubsetTask task, CancellationToken cancellationToken)
    {
        var requests = 0L;
        var tokens = 0L;
        foreach (var sample in task.Samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var texts = Texts(session.Builder.Build(task, sample, 0));
            requests += task.Settings.Repeats;
            tokens += task.Settings.Repeats * texts.Sum(Tokens);
        }
        var first = session.Builder.Build(task, task.First, 0);
        return new SubsetPreview(
            "",
            task.Dataset,
            task.Subset.Name,
            task.Settings.Protocol,
            task.Settings.Mode,
            task.Settings.FewShot,
            requests,
            tokens,
            string.Join(
                "\n\n",
                Texts(first).Take(session.Builder.Needs(task.Settings.Mode) is ModelNeeds.Likelihood ? 1 : 2)
            ),
            task.First.Reference
        );
    }

    // What a server reads: the whole chat, or the context once for each continuation.
    private static IEnumerable<string> Texts(ModelRequest request) =>
        request switch
        {
            GenerateRequest { Text: { } text } => [text],
            GenerateRequest chat => chat.Messages.Select(message => message.Text),
            LikelihoodRequest likelihood => likelihood.Continuations.Select(x => likelihood.Context + x),
            _ => [],
        };

    private static long Tokens(string text)
    {
        var wide = text.Count(c => c >= '\u2E80');
        return wide + ((text.Length - wide + CharactersPerToken - 1) / CharactersPerToken);
    }
}
