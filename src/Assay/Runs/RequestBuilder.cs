using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;

namespace Assay.Runs;

/// <summary>Turns a benchmark's prompt into the request that a model gets.</summary>
/// <param name="options">How answers are sampled.</param>
/// <param name="rawText">Whether the model continues raw text (no chat template).</param>
public sealed class RequestBuilder(GenerationOptions options, bool rawText)
{
    // The same stop strings come with every sample of a subset: their union is made once.
    private (ImmutableArray<string> Stop, GenerationOptions Options)? latest;

    /// <summary>What a model must be able to do to be asked in this way.</summary>
    public ModelNeeds Needs(EvalMode mode) =>
        mode is EvalMode.Likelihood ? ModelNeeds.Likelihood
        : rawText ? ModelNeeds.RawText
        : ModelNeeds.Chat;

    /// <summary>The request for one sample.</summary>
    public ModelRequest Build(SubsetTask task, Sample sample, int repeat)
    {
        ArgumentNullException.ThrowIfNull(task);
        var prompt = task.Benchmark.Ask(sample, task.Shots, task.Settings);
        var origin = new RequestOrigin(sample, repeat, task.Benchmark.Candidates(sample), task.Pool);
        if (task.Settings.Mode is EvalMode.Likelihood)
        {
            return new LikelihoodRequest
            {
                Origin = origin,
                Context = WithSystem(prompt),
                Continuations = prompt.Continuations,
                Cuttable = BehindSystem(prompt),
            };
        }
        var stopping = WithStop(prompt.Stop);
        return rawText
            ? new GenerateRequest
            {
                Origin = origin,
                Text = WithSystem(prompt),
                Options = stopping,
                Cuttable = BehindSystem(prompt),
            }
            : new GenerateRequest
            {
                Origin = origin,
                Messages = prompt.System is { Length: > 0 } system
                    ? [new Message(Role.System, system), new Message(Role.User, prompt.Text)]
                    : [new Message(Role.User, prompt.Text)],
                Options = stopping,
                Cuttable = prompt.Cuttable,
            };
    }

    private static string WithSystem(Prompt prompt) =>
        prompt.System is { Length: > 0 } system ? $"{system}\n\n{prompt.Text}" : prompt.Text;

    private static ImmutableArray<Range> BehindSystem(Prompt prompt)
    {
        var before = WithSystem(prompt).Length - prompt.Text.Length;
        return before == 0
            ? prompt.Cuttable
            : [.. prompt.Cuttable.Select(part => (part.Start.Value + before)..(part.End.Value + before))];
    }

    private GenerationOptions WithStop(ImmutableArray<string> stop)
    {
        if (stop.IsDefaultOrEmpty)
        {
            return options;
        }
        if (latest is { } known && known.Stop.AsSpan().SequenceEqual(stop.AsSpan()))
        {
            return known.Options;
        }
        var united = options with { Stop = [.. options.Stop.Union(stop, StringComparer.Ordinal)] };
        latest = (stop, united);
        return united;
    }
}
