namespace Assay.Sandbox;

/// <summary>How a program came to its end.</summary>
public enum ProgramEnd
{
    /// <summary>By itself, or by a signal of its own making.</summary>
    Exited,

    /// <summary>It used up its time.</summary>
    OutOfTime,

    /// <summary>It wanted more memory than it may use.</summary>
    OutOfMemory,

    /// <summary>It wrote more than it may.</summary>
    TooMuchOutput,

    /// <summary>Its user had no more use for it.</summary>
    Stopped,

    /// <summary>It never ran: the sandbox could not be built.</summary>
    NotStarted,
}

/// <summary>What became of a program. The program has no say in it but for its exit code and what it wrote.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code, 128 and the signal's number after a signal; null where it was ended or never ran.</param>
/// <param name="Output">What it wrote, up to the limit; empty where someone else read it.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
public sealed record SandboxOutcome(ProgramEnd End, int? ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    /// <summary>Whether it ended by itself with exit code 0. Says nothing of what it did: the exit code is the program's own word.</summary>
    public bool Succeeded => End == ProgramEnd.Exited && ExitCode == 0;

    /// <summary>The output as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Output.Span);
}
