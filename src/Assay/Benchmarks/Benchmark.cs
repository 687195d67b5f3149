using System.Collections.Immutable;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>
/// A benchmark: how its rows become samples, samples become prompts, and answers become scores. One file each, which reads as
/// its datasheet; instances are stateless and shared between threads.
/// </summary>
public abstract class Benchmark
{
    /// <summary>The datasheet.</summary>
    public abstract BenchmarkInfo Info { get; }

    /// <summary>Where its rows come from, when it brings them along; null for the sources of the run.</summary>
    public virtual IDataSource? Data => null;

    /// <summary>Turns one row of a data file into a sample.</summary>
    /// <exception cref="InputException">A field is missing or wrong; names file, line and field.</exception>
    public abstract Sample Parse(DataRow row, string subset, int index);

    /// <summary>Turns the rows of one split into samples, lazily; by default each row into one, in file order.</summary>
    /// <exception cref="InputException">A field is missing or wrong; thrown while enumerating.</exception>
    public virtual IEnumerable<Sample> Read(IEnumerable<DataRow> rows, string subset, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Select((row, index) => Parse(row, subset, index));
    }

    /// <summary>
    /// How many rows of the few-shot split <see cref="Ask"/> will show; 0 when it has worked examples of its own, so that data
    /// without that split can be evaluated.
    /// </summary>
    public virtual int ExamplesWanted(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Info.FewShotSplit is null ? 0 : settings.FewShot;
    }

    /// <summary>Writes the prompt for one sample.</summary>
    /// <exception cref="InputException">The settings do not go together; says which.</exception>
    public abstract Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings);

    /// <summary>Scores one answer. Pure: the same answer always gets the same score.</summary>
    public abstract Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings);

    /// <summary>The rules by which answers are found in texts, in order; empty where the whole text is the answer.</summary>
    public virtual ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings) => [];

    /// <summary>A sample with names of its parts for its contents (<c>{question}</c>), which shows what a prompt is made of.</summary>
    /// <param name="subset">The subset.</param>
    /// <param name="example">The number of the example that it stands for; null for the sample that is asked.</param>
    public virtual Sample Placeholder(SubsetInfo subset, int? example)
    {
        ArgumentNullException.ThrowIfNull(subset);
        return new()
        {
            Dataset = Info.Name,
            Subset = subset.Name,
            Index = example ?? 0,
            Question = Named("question", example),
            Reference = Named("answer", example),
            Aliases = [Named("answer", example)],
            Solution = $"{Named("solution", example)}\n#### {Named("answer", example)}",
        };
    }

    /// <summary>A part's name in braces, with the number of the example that it is of.</summary>
    protected static string Named(string part, int? example) =>
        example is { } number ? $"{{{part} {number}}}" : $"{{{part}}}";

    /// <summary>
    /// Answers that someone without knowledge could give: the labels of a choice, else what the few-shot examples answer.
    /// </summary>
    public virtual ImmutableArray<string> Candidates(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return [.. sample.Choices.Select(choice => choice.Label)];
    }
}
