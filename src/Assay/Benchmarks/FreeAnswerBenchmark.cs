using System.Collections.Immutable;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>A benchmark whose answers are written freely: a number, a word, a text.</summary>
public abstract class FreeAnswerBenchmark : Benchmark
{
    /// <inheritdoc/>
    public sealed override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return new(PromptTemplate.Fill(settings.PromptTemplate, Query(sample, shots, settings), sample.Question))
        {
            System = settings.SystemPrompt,
            Stop = Stop(settings),
        };
    }

    /// <inheritdoc/>
    public sealed override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return answer is Generated generated
            ? Judge(sample, StopText.Cut(ReasoningBlocks.Strip(generated.Text), Stop(settings)), settings)
            : Scoring.Score.Failure(sample.Reference, $"{Info.Name} is scored by text, not by likelihoods");
    }

    /// <summary>The whole prompt: examples and question.</summary>
    protected abstract string Query(Sample sample, Shots shots, BenchmarkSettings settings);

    /// <summary>Strings that end an answer; the text is cut at them too.</summary>
    protected virtual ImmutableArray<string> Stop(BenchmarkSettings settings) => [];

    /// <summary>Scores a text without its reasoning blocks, cut at the stop strings.</summary>
    protected abstract Score Judge(Sample sample, string text, BenchmarkSettings settings);
}
