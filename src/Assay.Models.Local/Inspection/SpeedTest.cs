using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Assay.Models.Local.Inspection;

/// <summary>
/// Measures a model on this machine: how long it takes to load, to read a prompt (512 tokens, fewer where the context is shorter; the
/// median of three prompts), and to generate behind a short one. What a token costs does not depend on which one it is, so prompts are
/// numbers, and tokens that end a text are not chosen.
/// </summary>
public static class SpeedTest
{
    private const int LongestPrompt = 512;
    private const int ShortPrompt = 16;
    private const int Steps = 64;
    private const int Prompts = 3;

    // Who has waited this long for a figure takes it from fewer prompts.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    private static readonly ImmutableArray<int> Sequences = [1, 8];

    /// <summary>Loads a model and measures it.</summary>
    /// <param name="options">Which model, and how it is run.</param>
    /// <param name="progress">Is told what is measured next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InputException">The model does not run, or its context is too short to measure anything.</exception>
    public static async Task<ModelSpeed> RunAsync(
        LocalModelOptions options,
        Action<string> progress,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(time);
        progress("loading");
        var start = time.GetTimestamp();
        await using var model = LocalModel.Open(options with { Sequences = Sequences.Max() });
        var load = time.GetElapsedTime(start);

        var prompt = Math.Min(LongestPrompt, model.ContextLength);
        var begin = Math.Min(ShortPrompt, model.ContextLength / 2);
        var steps = Math.Min(Steps, model.ContextLength - begin);
        if (begin < 1 || steps < 3)
        {
            throw new InputException(
                $"a context of {model.ContextLength} tokens is too short to measure anything",
                options.Path,
                "give a model, or a context, of 8 tokens at least"
            );
        }
        // The first pass makes what the later ones find ready.
        await DecodeAsync(model, 1, begin, 2, time, cancellationToken).ConfigureAwait(false);
        progress($"reading a prompt of {prompt} tokens");
        var prefill = await PrefillAsync(model, prompt, time, cancellationToken).ConfigureAwait(false);
        var decode = new List<(int, double)>();
        foreach (var count in Sequences)
        {
            progress($"generating {steps} tokens, {count} at once");
            decode.Add(
                (count, await DecodeAsync(model, count, begin, steps, time, cancellationToken).ConfigureAwait(false))
            );
        }
        using var process = Process.GetCurrentProcess();
        return new ModelSpeed
        {
            Precision = options.Precision,
            Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
            Load = load,
            PromptTokens = prompt,
            Prefill = prefill,
            Decode = decode,
            PeakBytes = process.PeakWorkingSet64,
        };
    }

    private static async Task<double> PrefillAsync(
        LocalModel model,
        int tokens,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        var rates = new List<double>();
        do
        {
            var prompt = Prompt(model, tokens, seed: 100 + rates.Count);
            var (before, start) = (model.Work.Computed, time.GetTimestamp());
            await model.ScoreTokensAsync(prompt[..^1], [prompt[^1..]], top: 0, cancellationToken).ConfigureAwait(false);
            rates.Add((model.Work.Computed - before) / Seconds(time, start));
        } while (rates.Count < Prompts && time.GetElapsedTime(begun) < Enough);
        rates.Sort();
        return rates[rates.Count / 2];
    }

    // Counted from when every sequence is under way, so that no prompt is read meanwhile.
    private static async Task<double> DecodeAsync(
        LocalModel model,
        int sequences,
        int begin,
        int steps,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var waiting = sequences;
        var allBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Task.WhenAll(Enumerable.Range(0, sequences).Select(GenerateAsync));
        await Task.WhenAny(allBegun.Task, all).ConfigureAwait(false);
        var (before, start) = (model.Work.Generated, time.GetTimestamp());
        await all.ConfigureAwait(false);
        return (model.Work.Generated - before) / Seconds(time, start);

        async Task GenerateAsync(int index)
        {
            var request = new TokenRequest(Prompt(model, begin, index), new GenerationOptions { MaxTokens = steps })
            {
                IgnoreEnds = true,
                Seed = 0,
            };
            var begun = false;
            await foreach (var _ in model.GenerateTokensAsync(request, cancellationToken).ConfigureAwait(false))
            {
                if (!begun && Interlocked.Decrement(ref waiting) == 0)
                {
                    allBegun.SetResult();
                }
                begun = true;
            }
        }
    }

    private static double Seconds(TimeProvider time, long start) =>
        Math.Max(time.GetElapsedTime(start).TotalSeconds, 1e-9);

    private static ImmutableArray<int> Prompt(LocalModel model, int tokens, int seed)
    {
        var random = new Random(seed);
        var prompt = ImmutableArray.CreateBuilder<int>();
        while (prompt.Count < tokens)
        {
            var number = random.Next(10, 10_000).ToString(CultureInfo.InvariantCulture) + " ";
            prompt.AddRange(model.Tokenizer.Encode(number, addSpecial: false).DefaultIfEmpty());
        }
        return [.. prompt.Take(tokens)];
    }
}
