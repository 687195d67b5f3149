using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Assay.Code.Conversation;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code;

/// <summary>
/// Builds a whole program and runs it, a sandbox for each run. What it prints is compared outside, with outputs that it never sees.
/// </summary>
internal sealed class ProgramRunner(ISandbox sandbox)
{
    private const int Shown = 200;

    // The work folder is for the program's own files.
    private static readonly ImmutableSortedDictionary<string, string> Environment =
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [KeyValuePair.Create("HOME", "/tmp"), KeyValuePair.Create("GO111MODULE", "off")]
        );

    public async Task<CodeVerdict> JudgeAsync(ProgramTask task, CancellationToken cancellationToken)
    {
        var nonce = Guid.NewGuid().ToString("N");
        var asked = task.Files.Values.Any(text => text.Contains(ProgramTask.Nonce, StringComparison.Ordinal));
        ImmutableArray<SandboxFile> files =
        [
            .. task.Files.Select(file =>
                SandboxFile.Text(file.Key, file.Value.Replace(ProgramTask.Nonce, nonce, StringComparison.Ordinal))
            ),
        ];
        if (task.Build is not null)
        {
            var outcome = await RunAsync(
                    $"({task.Build}\n) >&2 && tar -cf - .",
                    files,
                    "",
                    Builds.Limits,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                return outcome.End switch
                {
                    ProgramEnd.NotStarted => new(CodeOutcome.SandboxFault, Last(outcome.Errors)),
                    ProgramEnd.Exited => new(CodeOutcome.CompileError, Last(outcome.Errors)),
                    _ => new(CodeOutcome.CompileError, $"the build was ended: {outcome.End}"),
                };
            }
            files = await Builds.UnpackAsync(outcome.Output, cancellationToken).ConfigureAwait(false);
        }
        var limits = new SandboxLimits
        {
            Time = 2 * task.Time,
            ProcessorTime = task.Time,
            Memory = task.Memory,
            Output = 16 << 20,
        };
        for (var i = 0; i < task.Cases.Length; i++)
        {
            var outcome = await RunAsync(task.Run, files, task.Cases[i].Input, limits, cancellationToken)
                .ConfigureAwait(false);
            var verdict = Verdict(outcome, task.Cases[i].Output, task.Exact, asked ? nonce : null);
            if (verdict.Outcome != CodeOutcome.Passed)
            {
                return task.Cases.Length == 1
                    ? verdict
                    : verdict with
                    {
                        Detail = string.Create(CultureInfo.InvariantCulture, $"case {i + 1}: {verdict.Detail}"),
                    };
            }
        }
        return new(CodeOutcome.Passed);
    }

    private static CodeVerdict Verdict(SandboxOutcome outcome, string? expected, bool exact, string? nonce)
    {
        var failed = outcome.End switch
        {
            ProgramEnd.OutOfTime => new(CodeOutcome.TimeOut),
            ProgramEnd.OutOfMemory => new(CodeOutcome.OutOfMemory),
            ProgramEnd.TooMuchOutput => new(CodeOutcome.TooMuchOutput),
            ProgramEnd.NotStarted or ProgramEnd.Stopped => new(CodeOutcome.SandboxFault, Last(outcome.Errors)),
            _ when outcome.ExitCode != 0 => new CodeVerdict(
                Relay.IsWantOfMemory(Last(outcome.Errors)) ? CodeOutcome.OutOfMemory
                    // Tests say by an exit code that something is wrong; a signal is no test's word.
                    : expected is null && outcome.ExitCode < 128 ? CodeOutcome.Wrong
                    : CodeOutcome.RuntimeError,
                $"exit code {outcome.ExitCode}: {Last(outcome.Errors)}".TrimEnd(' ', ':')
            ),
            _ => null,
        };
        if (failed is not null)
        {
            return failed;
        }
        if (expected is not null)
        {
            return IsSame(expected, outcome.Text, exact)
                ? new(CodeOutcome.Passed)
                : new(CodeOutcome.Wrong, $"it printed '{Short(outcome.Text)}', not '{Short(expected)}'");
        }
        return nonce is null || outcome.Text.TrimEnd().Split('\n')[^1].Trim() == nonce
            ? new(CodeOutcome.Passed)
            : new(CodeOutcome.Wrong, "it ended before its tests did");
    }

    private static bool IsSame(string expected, string printed, bool exact) =>
        exact ? Plain(expected) == Plain(printed) : Words(expected).SequenceEqual(Words(printed));

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string text) => text.Length <= Shown ? text.Trim() : text[..Shown].Trim() + "…";

    private static string Last(string errors) => errors.Trim().Split('\n')[^1];

    private async Task<SandboxOutcome> RunAsync(
        string command,
        ImmutableArray<SandboxFile> files,
        string input,
        SandboxLimits limits,
        CancellationToken cancellationToken
    ) =>
        await sandbox
            .RunAsync(
                new SandboxCommand("/bin/sh", "-c", command)
                {
                    Files = files,
                    Input = Encoding.UTF8.GetBytes(input),
                    Environment = Environment,
                },
                limits,
                cancellationToken
            )
            .ConfigureAwait(false);
}
