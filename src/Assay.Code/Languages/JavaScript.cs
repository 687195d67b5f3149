using System.Collections.Concurrent;
using System.Globalization;
using Assay.Code.Conversation;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>JavaScript by Node: the program and its checks each in a Node of their own.</summary>
internal sealed class JavaScript(ISandbox sandbox, int parallel) : ILanguage
{
    private readonly ConcurrentDictionary<(TimeSpan, long), Pair> pairs = new();

    public IReadOnlyList<(string Program, string Package)> Tools { get; } = [("node", "nodejs")];

    public IReadOnlyList<string> Version { get; } = ["node", "--version"];

    public async Task<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken)
    {
        var pair = pairs.GetOrAdd(
            (task.Time, task.Memory),
            _ => new(Waiting("candidate.js", task), Waiting("checker.js", task))
        );
        var setup = task.Prompt[..BraceCode.HeadAt(task.Prompt, task.EntryPoint)];
        var source = task.Answer.IsWhole
            ? BraceCode.Setup(task) + task.Answer.Text
            : task.Prompt + BraceCode.Close(task.Answer.Text, depth: 1);
        return await Duel.RunAsync(
                pair.Programs,
                Duel.Texts(task.EntryPoint, source),
                program =>
                    Duel.CheckAsync(
                        pair.Checks,
                        Duel.Texts(task.EntryPoint, setup, task.Test),
                        program,
                        2 * task.Time,
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in pairs.Values)
        {
            await pair.Programs.DisposeAsync().ConfigureAwait(false);
            await pair.Checks.DisposeAsync().ConfigureAwait(false);
        }
    }

    private WaitingPrograms Waiting(string main, CodeTask task)
    {
        // Half of the memory for objects: the rest of the runtime needs some, and the wall is the sandbox's.
        var heap = (task.Memory / 2 >> 20).ToString(CultureInfo.InvariantCulture);
        var command = new SandboxCommand(Duel.Piped($"node --max-old-space-size={heap} {main}"))
        {
            Files = Harness.Files($"js/{main}", "js/values.js"),
        };
        var limits = new SandboxLimits
        {
            Time = 2 * task.Time,
            ProcessorTime = task.Time,
            Memory = task.Memory,
        };
        return new(async token => await sandbox.StartAsync(command, limits, token).ConfigureAwait(false), parallel);
    }

    private sealed record Pair(WaitingPrograms Programs, WaitingPrograms Checks);
}
