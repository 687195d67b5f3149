using System.CommandLine;
using System.Net;
using Assay.Cli.Flags;
using Assay.Models.Replay;
using Assay.Runs;
using Assay.Serve;

namespace Assay.Cli.Verbs;

/// <summary>Loads the model that a plan names.</summary>
/// <param name="plan">The model and how it is run; no data sets.</param>
/// <param name="name">What clients call it; null for its own name.</param>
/// <param name="cancellationToken">Stops loading.</param>
internal delegate ValueTask<IServedModel> OpenModel(EvalPlan plan, string? name, CancellationToken cancellationToken);

/// <summary><c>assay serve</c>: a model, or recorded answers, for clients of OpenAI's API.</summary>
internal static class ServeVerb
{
    public static Verb Create(Terminal terminal, OpenModel open)
    {
        var verb = new Verb("serve", "Serves a model, or recorded answers, to clients of OpenAI's API.")
        {
            Examples =
            [
                new("assay serve --model tiny", "the model that comes along, on http://127.0.0.1:8000/v1"),
                new("assay serve --model models/qwen2.5-0.5b --port 0 --model-args precision=int8", "on a free port"),
                new("assay serve --replay outputs/20260101_120000_0a1b2c3d", "what was answered in a run"),
            ],
        };
        var flags = new ServeFlags();
        flags.AddTo(verb);
        verb.SetAction((parsed, _) => ServeAsync(parsed, flags, terminal, open));
        return verb;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, ServeFlags flags, Terminal terminal, OpenModel open)
    {
        var (replay, plan) = flags.Source(parsed);
        var name = flags.Name(parsed);
        var options = flags.Options(parsed) with
        {
            OnFailure = e => terminal.Warn($"a request failed: {e.GetType().Name}: {e.Message}"),
        };
        using var interrupts = Interrupts.Listen(terminal.Note, "stopping at once");
        IAnswerSource source = replay is not null
            ? new RecordedAnswers(PromptRecording.Open(replay), name)
            : new ModelAnswers(await open(plan, name, interrupts.Drain));
        await using var server = await CompletionServer.StartAsync(source, options, interrupts.Drain);
        if (!IPAddress.IsLoopback(options.Address))
        {
            terminal.Warn(
                $"other machines can reach {options.Address}, and nothing is encrypted"
                    + (options.ApiKey is null ? "; anybody there can use the model: --api-key asks for a key" : "")
            );
        }
        // Scripts wait for this line.
        Terminal.Print($"serving {PlainText.Line(server.Name)} on {server.Address}\n");
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (interrupts.Drain.UnsafeRegister(_ => interrupted.SetResult(), null))
        {
            await interrupted.Task;
        }
        return await server.StopAsync(interrupts.Stop) ? ExitCode.Done : ExitCode.Interrupted;
    }
}
