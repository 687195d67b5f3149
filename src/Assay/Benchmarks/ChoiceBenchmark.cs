using System.Collections.Immutable;
using System.Text;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>
/// A benchmark whose samples offer lettered choices. Asked for a text, the model names a letter, which is extracted; asked for
/// likelihoods, the choice whose continuation is the most probable is its answer.
/// </summary>
public abstract class ChoiceBenchmark : Benchmark
{
    /// <summary>Letters of choices, in order.</summary>
    protected const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The field of a sample that keeps the data's own labels where they are not letters from A on.</summary>
    protected const string OwnLabels = "labels";

    /// <inheritdoc/>
    public sealed override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var examples = new StringBuilder();
        foreach (var example in shots.Examples.AsSpan()[..Math.Min(settings.FewShot, shots.Examples.Length)])
        {
            examples.Append(Example(example, settings)).Append("\n\n");
        }
        var query = Preface(sample, settings) + examples + Question(sample, settings);
        var likelihood = settings.Mode == EvalMode.Likelihood;
        var text = PromptTemplate.Fill(settings.PromptTemplate, query, sample.Question, Lettered(sample));
        return new(text)
        {
            Cuttable = Article(sample, settings) is { } article ? Cuttable(text, examples.ToString(), article) : [],
            System = settings.SystemPrompt,
            Stop = likelihood ? [] : Stop(settings),
            Continuations = likelihood ? Continuations(sample, settings) : [],
        };
    }

    /// <inheritdoc/>
    public sealed override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return answer switch
        {
            Likelihoods likelihoods => Judge(sample, likelihoods, settings),
            Generated generated => Judge(sample, ReasoningBlocks.Strip(generated.Text), settings),
            _ => throw new ArgumentException("neither a text nor likelihoods", nameof(answer)),
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mode == EvalMode.Generate ? LabelExtractor.Rules : [];
    }

    /// <inheritdoc/>
    public override Sample Placeholder(SubsetInfo subset, int? example) =>
        base.Placeholder(subset, example) with
        {
            Choices = [.. "ABCD".Select(letter => new Choice($"{letter}", Named($"choice {letter}", example)))],
            Reference = "A",
            Aliases = [],
            Solution = null,
        };

    /// <summary>Refuses settings that do not go together.</summary>
    /// <exception cref="InputException">They do not; says why.</exception>
    protected virtual void Check(BenchmarkSettings settings) { }

    /// <summary>The part of <see cref="Question"/> that loses its beginning where a prompt is too long, or null for none.</summary>
    protected virtual string? Article(Sample sample, BenchmarkSettings settings) => null;

    /// <summary>What precedes the examples.</summary>
    protected virtual string Preface(Sample sample, BenchmarkSettings settings) => "";

    /// <summary>A question up to where its answer follows.</summary>
    protected virtual string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return $"{sample.Question}\n{Lettered(sample)}\nAnswer:";
    }

    /// <summary>A question with its answer.</summary>
    protected virtual string Example(Sample example, BenchmarkSettings settings) =>
        Question(example, settings) + Answer(example, settings);

    /// <summary>What follows <see cref="Question"/> in an example; by default the right choice's continuation.</summary>
    protected virtual string Answer(Sample example, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(example);
        return Continuations(example, settings)[IndexOfReference(example)];
    }

    /// <summary>The texts whose likelihoods are compared, in the order of the choices.</summary>
    protected virtual ImmutableArray<string> Continuations(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return [.. sample.Choices.Select(choice => " " + choice.Label)];
    }

    /// <summary>Strings that end a generated answer.</summary>
    protected virtual ImmutableArray<string> Stop(BenchmarkSettings settings) => [];

    /// <summary>Scores a generated text without its reasoning blocks.</summary>
    protected virtual Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return Extract(sample, StopText.Cut(text, Stop(settings)), settings) is { } found
            ? Scoring.Score.Judged(
                sample.Reference,
                found,
                new MetricValue(LikelihoodMetrics.Accuracy, found.Value == sample.Reference ? 1 : 0)
            )
            : Scoring.Score.NothingFound(sample.Reference, LikelihoodMetrics.Accuracy);
    }

    /// <summary>Scores likelihoods.</summary>
    protected virtual Score Judge(Sample sample, Likelihoods likelihoods, BenchmarkSettings settings) =>
        LikelihoodMetrics.Judge(sample, Continuations(sample, settings), likelihoods);

    /// <summary>The label in a text, among those offered.</summary>
    protected static Extracted? Extract(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Protocol != Protocol.Llmuses)
        {
            return LabelExtractor.FindLeading(text, sample.Choices) ?? LabelExtractor.Find(text, sample.Choices);
        }
        // After examples, a paragraph that is a label, alone or with its choice, is the answer; what follows is made up.
        var paragraph = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (
            settings.FewShot > 0
            && paragraph > 0
            && LabelExtractor.FindWhole(text[..paragraph], sample.Choices) is { } first
        )
        {
            return first;
        }
        return LabelExtractor.Find(text, sample.Choices) ?? ExtractOwn(sample, text);
    }

    /// <summary>The choices by letter, a line each: <c>A. …</c>.</summary>
    protected static string Lettered(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var lines = new StringBuilder();
        foreach (var choice in sample.Choices)
        {
            lines.Append(lines.Length > 0 ? "\n" : "").Append(choice.Label).Append(". ").Append(choice.Text);
        }
        return lines.ToString();
    }

    /// <summary>Texts as choices lettered from A on.</summary>
    protected static ImmutableArray<Choice> Letter(ImmutableArray<string> texts, DataRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return texts.Length is >= 2 and <= 26
            ? [.. texts.Select((text, i) => new Choice(Letters[i..(i + 1)], text))]
            : throw new InputException($"{texts.Length} choices", row.Location, "give between 2 and 26");
    }

    /// <summary>The letter of the choice at an index.</summary>
    /// <exception cref="InputException">There is no such choice.</exception>
    protected static string LetterAt(int index, ImmutableArray<Choice> choices, DataRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return index >= 0 && index < choices.Length
            ? choices[index].Label
            : throw new InputException("the right answer is none of the choices", row.Location, "correct the file");
    }

    // Examples go before the article does.
    private static ImmutableArray<Range> Cuttable(string text, string examples, string article)
    {
        var parts = ImmutableArray.CreateBuilder<Range>(2);
        if (examples.Length > 0 && text.IndexOf(examples, StringComparison.Ordinal) is >= 0 and var first)
        {
            parts.Add(first..(first + examples.Length));
        }
        if (article.Length > 0 && text.LastIndexOf(article, StringComparison.Ordinal) is >= 0 and var last)
        {
            parts.Add(last..(last + article.Length));
        }
        return parts.DrainToImmutable();
    }

    private static int IndexOfReference(Sample example)
    {
        for (var i = 0; i < example.Choices.Length; i++)
        {
            if (example.Choices[i].Label == example.Reference)
            {
                return i;
            }
        }
        throw new InputException(
            "an example has no right answer",
            $"{example.Dataset}, subset {example.Subset}, row {example.Index} of the few-shot split",
            "correct the file, or set few_shot_num=0"
        );
    }

    private static Extracted? ExtractOwn(Sample sample, string text)
    {
        if (!sample.Fields.TryGetValue(OwnLabels, out var list))
        {
            return null;
        }
        var own = list.Split(',');
        var choices = sample.Choices.Select((choice, i) => new Choice(own[i], choice.Text)).ToImmutableArray();
        return LabelExtractor.Find(text, choices) is { } found
            ? new(sample.Choices[Array.IndexOf(own, found.Value)].Label, found.Rule + " (the data's own label)")
            : null;
    }
}
