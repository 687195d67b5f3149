namespace Assay.Scoring.Code;

/// <summary>What became of a program under its checks.</summary>
public enum CodeOutcome
{
    /// <summary>It passed every check.</summary>
    Passed,

    /// <summary>A check found a wrong value.</summary>
    Wrong,

    /// <summary>It is no program of its language.</summary>
    CompileError,

    /// <summary>It ended, or raised an exception.</summary>
    RuntimeError,

    /// <summary>It took too long.</summary>
    TimeOut,

    /// <summary>It wanted too much memory.</summary>
    OutOfMemory,

    /// <summary>It wrote too much.</summary>
    TooMuchOutput,

    /// <summary>The sandbox failed, by no fault of the program. Never counted as wrong.</summary>
    SandboxFault,
}

/// <summary>A verdict, with the reason in a line.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">The failed check, the error's text; null where there is nothing to say.</param>
public sealed record CodeVerdict(CodeOutcome Outcome, string? Detail = null)
{
    /// <summary>The outcome's name in reviews: <c>compile error</c>.</summary>
    public string Name =>
        Outcome switch
        {
            CodeOutcome.Passed => "passed",
            CodeOutcome.Wrong => "wrong",
            CodeOutcome.CompileError => "compile error",
            CodeOutcome.RuntimeError => "runtime error",
            CodeOutcome.TimeOut => "time-out",
            CodeOutcome.OutOfMemory => "out of memory",
            CodeOutcome.TooMuchOutput => "too much output",
            _ => "sandbox fault",
        };
}
