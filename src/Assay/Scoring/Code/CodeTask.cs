namespace Assay.Scoring.Code;

/// <summary>A function that a model wrote, and the checks that it must pass.</summary>
public sealed record CodeTask
{
    /// <summary>The language's name: <c>python</c>, <c>cpp</c>, <c>java</c>, <c>go</c>, <c>js</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of the function that the checks call.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>What the model was to complete: imports, helpers, the function's head, open at its end.</summary>
    public required string Prompt { get; init; }

    /// <summary>The same without the comment, as the authors compile it; empty where there is none.</summary>
    public string Declaration { get; init; } = "";

    /// <summary>What the model wrote.</summary>
    public required CodeAnswer Answer { get; init; }

    /// <summary>The checks.</summary>
    public required string Test { get; init; }

    /// <summary>
    /// The most processor time, of the program and of the checks each; the clock may show twice as much. Unlike the clock,
    /// processor time does not depend on what else the machine is doing.
    /// </summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The most memory, in bytes.</summary>
    public long Memory { get; init; } = 1L << 30;
}

/// <summary>A program that was found in an answer.</summary>
/// <param name="Text">The code.</param>
/// <param name="IsWhole">Whether it has the function's head; else it goes on where the prompt ends.</param>
/// <param name="Rule">The name of the rule that found it.</param>
public sealed record CodeAnswer(string Text, bool IsWhole, string Rule);
