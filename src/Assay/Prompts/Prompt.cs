using System.Collections.Immutable;
using Assay.Benchmarks;

namespace Assay.Prompts;

/// <summary>What a benchmark asks, before it is known whether the model takes chats or raw text.</summary>
/// <param name="Text">The user's message, or the text to continue, or the context of the continuations.</param>
public sealed record Prompt(string Text)
{
    /// <summary>A system message; raw text gets it in front with an empty line behind.</summary>
    public string? System { get; init; }

    /// <summary>Strings that end a generated answer.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>
    /// Parts of <see cref="Text"/> that lose their beginning where the whole is too long for the model: first the first, and the next
    /// where that is not enough. Whatever is outside them stays.
    /// </summary>
    public ImmutableArray<Range> Cuttable { get; init; } = [];

    /// <summary>The texts to score after <see cref="Text"/> in likelihood mode, in the order of the sample's choices.</summary>
    public ImmutableArray<string> Continuations { get; init; } = [];
}

/// <summary>What precedes every question of a subset.</summary>
/// <param name="Examples">The few-shot examples, in order.</param>
/// <param name="PromptFile">The text of <see cref="BenchmarkInfo.PromptFile"/> for the subset, if the data has it.</param>
public sealed record Shots(ImmutableArray<Sample> Examples, string? PromptFile = null)
{
    /// <summary>Nothing precedes.</summary>
    public static Shots None { get; } = new([]);
}
