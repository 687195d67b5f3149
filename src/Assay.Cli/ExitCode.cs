using Assay.Models;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;
    public const int TooManyFailed = 3;
    public const int Interrupted = 130;

    public static int Of(RunStatus status) =>
        status switch
        {
            RunStatus.Completed => Done,
            RunStatus.TooManyFailed => TooManyFailed,
            _ => Interrupted,
        };

    public static int Of(Exception exception) =>
        exception switch
        {
            InputException => WrongInput,
            OperationCanceledException => Interrupted,
            _ => Failed,
        };

    /// <summary>The one line that is shown for an exception.</summary>
    public static string Line(Exception exception) =>
        exception switch
        {
            InputException input => input.Message,
            OperationCanceledException => "stopped",
            ModelException { Remedy: { } remedy } model => $"{model.Message}; {remedy}",
            ModelException model => model.Message,
            _ when DiskFull.Is(exception) =>
                $"the disk is full ({exception.Message}); no answer that was written is lost: make room and give the same command again",
            _ => $"unexpected: {exception.GetType().Name}: {exception.Message}; run with --debug for details",
        };
}
