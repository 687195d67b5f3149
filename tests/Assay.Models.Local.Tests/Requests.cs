using System.Collections.Immutable;
using Assay.Benchmarks;

namespace Assay.Models.Local.Tests;

/// <summary>Requests as a run makes them.</summary>
internal static class Requests
{
    private static RequestOrigin Origin { get; } =
        new(
            new Sample
            {
                Dataset = "d",
                Subset = "s",
                Index = 0,
                Question = "q",
                Reference = "r",
            },
            0,
            [],
            new Lazy<IReadOnlyList<Sample>>([])
        );

    public static GenerateRequest Text(string text, GenerationOptions? options = null, int repeat = 0) =>
        new()
        {
            Origin = Origin with { Repeat = repeat },
            Text = text,
            Options = options ?? new(),
        };

    public static GenerateRequest Chat(string question, GenerationOptions? options = null) =>
        new()
        {
            Origin = Origin,
            Messages = [new Message(Role.User, question)],
            Options = options ?? new(),
        };

    public static LikelihoodRequest Score(string context, params ImmutableArray<string> continuations) =>
        new()
        {
            Origin = Origin,
            Context = context,
            Continuations = continuations,
        };
}
