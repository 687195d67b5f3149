using System.Collections.Frozen;
using System.Collections.Immutable;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>
/// A Chinese examination over subjects, with four choices a question: a line about the subject, worked examples, and the question, whose
/// answer follows a full-width colon without a blank.
/// </summary>
public abstract class ChineseExam : ChoiceBenchmark
{
    private FrozenDictionary<string, string>? titles;

    /// <inheritdoc/>
    public override IEnumerable<Sample> Read(IEnumerable<DataRow> rows, string subset, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return rows.Select((row, index) => Checked(row, Parse(row, subset, index), settings));
    }

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var choices = Letter([row.Text("A"), row.Text("B"), row.Text("C"), row.Text("D")], row);
        var given = (row.TextOrNull("answer") ?? row.TextOrNull("Answer") ?? "").Trim();
        var sample = new Sample
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.Text(row.Has("Question") ? "Question" : "question"),
            Choices = choices,
            Reference = given.Length == 0 ? "" : LetterAt(IndexOf(given), choices, row),
            Withheld = given.Length == 0,
            Solution = row.TextOrNull("explanation"),
        };
        return row.TextOrNull(UsersDataCheck.Id) is { } id
            ? sample with
            {
                Fields = sample.Fields.Add(UsersDataCheck.Id, id),
            }
            : sample;
    }

    /// <inheritdoc/>
    protected override void Check(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is { Protocol: Protocol.LmEval, ChainOfThought: true })
        {
            throw new InputException(
                $"protocol lm-eval of {Info.Name} has no chain of thought",
                remedy: "leave cot out, or take another protocol"
            );
        }
    }

    /// <summary>The subject's Chinese name.</summary>
    protected string TitleOf(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        titles ??= Info.Subsets.ToFrozenDictionary(subset => subset.Name, subset => subset.Title ?? subset.Name);
        return titles.GetValueOrDefault(sample.Subset, sample.Subset);
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Continuations(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? base.Continuations(sample, settings)
            : [.. sample.Choices.Select(choice => choice.Label)];
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings is { FewShot: > 0, ChainOfThought: false, Protocol: not Protocol.Llmuses } ? ["\n\n"] : [];
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Protocol != Protocol.Official)
        {
            return base.Judge(sample, text, settings);
        }
        return ExtractOfficial(StopText.Cut(text, Stop(settings)), settings) is { } found
            ? Scoring.Score.Judged(
                sample.Reference,
                found,
                new MetricValue(LikelihoodMetrics.Accuracy, found.Value == sample.Reference ? 1 : 0)
            )
            : Scoring.Score.NothingFound(sample.Reference, LikelihoodMetrics.Accuracy);
    }

    /// <summary>The letter that the authors' own scorer reads from a text, or null.</summary>
    protected abstract Extracted? ExtractOfficial(string text, BenchmarkSettings settings);

    // Only another split than the benchmark's own may come without answers.
    private static Sample Checked(DataRow row, Sample sample, BenchmarkSettings settings) =>
        sample.Withheld && settings.Split is null
            ? throw new InputException(
                "field 'answer' is missing or empty",
                row.Location,
                "write the letter of the right choice"
            )
            : sample;

    private static int IndexOf(string answer) =>
        answer.Length == 1 && !char.IsAsciiDigit(answer[0])
            ? Letters.IndexOf(FullWidth.Fold(answer)[0], StringComparison.OrdinalIgnoreCase)
            : -1;
}
