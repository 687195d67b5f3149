using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;

namespace Assay.Tests.Models;

/// <summary>Samples and requests about them.</summary>
internal static class Requests
{
    private static readonly Lazy<IReadOnlyList<Sample>> NoPool = new(() => []);

    public static Sample Sample(string dataset, string subset, int index, string reference = "1") =>
        new()
        {
            Dataset = dataset,
            Subset = subset,
            Index = index,
            Question = "?",
            Reference = reference,
        };

    public static RequestOrigin Origin(
        Sample sample,
        ImmutableArray<string> candidates = default,
        Lazy<IReadOnlyList<Sample>>? pool = null,
        int repeat = 0
    ) => new(sample, repeat, candidates.IsDefault ? [] : candidates, pool ?? NoPool);

    public static GenerateRequest Text(RequestOrigin origin, string prompt = "?") =>
        new() { Origin = origin, Messages = [new Message(Role.User, prompt)] };

    public static LikelihoodRequest Scores(RequestOrigin origin, params ImmutableArray<string> continuations) =>
        new()
        {
            Origin = origin,
            Context = "?",
            Continuations = continuations,
        };

    public static async Task<string> AskAsync(this IModel model, RequestOrigin origin, string prompt = "?") =>
        (await model.GenerateAsync(Text(origin, prompt), TestContext.Current.CancellationToken)).Text;

    public static Task<string> AskAsync(
        this IModel model,
        int index,
        string dataset = "gsm8k",
        string subset = "main",
        int repeat = 0
    ) => model.AskAsync(Origin(Sample(dataset, subset, index), repeat: repeat));
}
