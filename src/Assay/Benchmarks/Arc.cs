using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Models;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>ARC: grade-school science.</summary>
public class Arc : ChoiceBenchmark
{
    private const string QueryPrefix = "Question: ";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "arc",
            Aliases = ["ai2_arc"],
            Title = "ARC",
            Summary =
                "Grade-school science questions with three to five choices; the Challenge set holds those that retrieval and word co-occurrence get wrong.",
            Version = 1,
            Licence = "CC BY-SA 4.0",
            Citation =
                "Clark et al. 2018, Think you have Solved Question Answering? Try ARC, the AI2 Reasoning Challenge, https://arxiv.org/abs/1803.05457",
            ModelScopeId = "modelscope/ai2_arc",
            HuggingFaceId = "allenai/ai2_arc",
            Folders = ["arc", "ai2_arc", "ARC-V1-Feb2018-2", "ARC-V1-Feb2018"],
            Subsets = [new("ARC-Easy", 2_376), new("ARC-Challenge", 1_172)],
            EvaluationSplit = "test",
            FewShotSplit = "train",
            FewShot = 0,
            Modes = [EvalMode.Generate, EvalMode.Likelihood],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            ProtocolDefaults = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create(Protocol.LmEval, new ProtocolDefaults(Mode: EvalMode.Likelihood))]
            ),
            Layouts =
            [
                new("{subset}/{subset}-{Split}.jsonl"),
                new("ARC-V1-Feb2018-2/{subset}/{subset}-{Split}.jsonl"),
                new("ARC-V1-Feb2018/{subset}/{subset}-{Split}.jsonl"),
                new("data/{subset}/{subset}-{Split}.jsonl"),
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("{subset}/{split}/*.parquet"),
                new("{subset}/{split}.parquet"),
                new("{subset}/{split}.json"),
                new("{subset}/*_query_choices_gold.jsonl"),
            ],
            Checked =
                "2 × 1,172 recorded chain-of-thought answers; the tests list the rows where the recorder found no answer and Assay does.",
            Traps =
            [
                "Some questions label their choices 1 to 4 and some have five; the early platform drops or never matches them. Here choices are lettered by position, and the answer key is read by position too.",
                "The early platform runs ARC-Challenge alone by default; here both sets are run.",
                "The authors give no prompt; protocol official is their scorer: an answer that names k choices, or ties k, earns 1/k when the right one is among them.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Has("query"))
        {
            var query = row.Text("query").Trim();
            var offered = Letter(row.Texts("choices"), row);
            return Make(
                query.StartsWith(QueryPrefix, StringComparison.Ordinal) ? query[QueryPrefix.Length..] : query,
                offered,
                LetterAt(row.Whole("gold"), offered, row)
            );
        }
        var authors = row.Has("question.stem");
        var labels = row.Texts(authors ? "question.choices.label" : "choices.label");
        var choices = Letter(row.Texts(authors ? "question.choices.text" : "choices.text"), row);
        if (labels.Length != choices.Length)
        {
            throw new InputException(
                $"{labels.Length} labels for {choices.Length} choices",
                row.Location,
                "correct the file"
            );
        }
        var sample = Make(
            row.Text(authors ? "question.stem" : "question"),
            choices,
            LetterAt(labels.IndexOf(row.Text("answerKey").Trim()), choices, row)
        );
        return labels.SequenceEqual(choices.Select(choice => choice.Label))
            ? sample
            : sample with
            {
                Fields = sample.Fields.Add(OwnLabels, string.Join(',', labels)),
            };

        Sample Make(string question, ImmutableArray<Choice> choices, string reference) =>
            new()
            {
                Dataset = Info.Name,
                Subset = subset,
                Index = index,
                Question = question,
                Choices = choices,
                Reference = reference,
            };
    }

    /// <inheritdoc/>
    protected override void Check(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is { Protocol: Protocol.LmEval, Mode: EvalMode.Generate })
        {
            throw new InputException(
                $"protocol lm-eval never shows the choices of {Info.Name}, so a text cannot answer it",
                remedy: "set mode=likelihood, or another protocol"
            );
        }
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? $"Question: {sample.Question}\nAnswer:"
            : base.Question(sample, settings);
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Continuations(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? [.. sample.Choices.Select(choice => " " + choice.Text)]
            : base.Continuations(sample, settings);
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Protocol != Protocol.Official)
        {
            return base.Judge(sample, text, settings);
        }
        var named = text.Split([';', ','], StringSplitOptions.TrimEntries).Distinct().ToList();
        return named.Count > 1 && named.All(label => sample.Choices.Any(choice => choice.Label == label))
            ? Credit(sample, new(string.Join(';', named), "several labels"), named)
            : base.Judge(sample, text, settings);
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, Likelihoods likelihoods, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(likelihoods);
        ArgumentNullException.ThrowIfNull(settings);
        var sums = likelihoods.Choices;
        if (settings.Protocol != Protocol.Official || sums.Length != sample.Choices.Length)
        {
            return base.Judge(sample, likelihoods, settings);
        }
        var finite = sums.Where(sum => double.IsFinite(sum.LogProb)).Select(sum => sum.LogProb).ToList();
        if (finite.Count == 0)
        {
            return Scoring.Score.NothingFound(sample.Reference, LikelihoodMetrics.Accuracy);
        }
        var best = finite.Max();
        var named = sample.Choices.Where((_, i) => sums[i].LogProb == best).Select(choice => choice.Label).ToList();
        return Credit(
            sample,
            new(string.Join(';', named), named.Count > 1 ? "most probable, tied" : "most probable"),
            named
        );
    }

    /// <summary>
    /// 1/k for k named labels, the right one among them (Clark et al. 2018, section 4; allenai/aristo-leaderboard <c>arc/evaluator</c>).
    /// </summary>
    private static Score Credit(Sample sample, Extracted found, List<string> named) =>
        Scoring.Score.Judged(
            sample.Reference,
            found,
            new MetricValue(LikelihoodMetrics.Accuracy, named.Contains(sample.Reference) ? 1.0 / named.Count : 0)
        );

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("arc", () => new Arc());
}
