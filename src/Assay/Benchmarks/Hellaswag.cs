using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Assay.Benchmarks;

/// <summary>HellaSwag: which of four endings goes on from a context.</summary>
public sealed partial class Hellaswag : ChoiceBenchmark
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "hellaswag",
            Title = "HellaSwag",
            Summary =
                "Everyday scenes and how-to texts with four endings, of which three were written by a model and kept because they deceive models but not people.",
            Version = 1,
            Licence = "MIT",
            Citation =
                "Zellers et al. 2019, HellaSwag: Can a Machine Really Finish Your Sentence?, https://arxiv.org/abs/1905.07830",
            ModelScopeId = "modelscope/hellaswag",
            HuggingFaceId = "Rowan/hellaswag",
            Folders = ["hellaswag"],
            Subsets = [new("default", 10_042)],
            EvaluationSplit = "validation",
            FewShotSplit = "train",
            FewShot = 0,
            Modes = [EvalMode.Likelihood, EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            ProtocolDefaults = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create(Protocol.Official, new ProtocolDefaults(FewShot: 10))]
            ),
            Layouts =
            [
                new("hellaswag_{split}.jsonl"),
                new("{split}.jsonl"),
                new("data/hellaswag_{split}.jsonl"),
                new("data/{split}.jsonl"),
                new("data/{split}-*.parquet"),
                new("{split}-*.parquet"),
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("hellaswag_{split}_text.jsonl"),
                new("hellaswag_{split}_*.jsonl"),
                new("{split}.json"),
            ],
            Checked =
                "Summed log-probabilities recorded from Llama-3.2-1B on all 10,042 rows give 4,718 right by acc. They hold the context's share too, so acc_norm is not comparable there.",
            Traps =
            [
                "acc_norm divides by characters of the cleaned ending without the blank before it, acc_bytes by UTF-8 bytes: the two differ where an ending is not plain ASCII.",
                "The second half of the context is written with one capital and all else small, as Python's capitalize does: names in it lose their capitals.",
                "Rows of which only the whole context is left (ctx, no ctx_a and ctx_b) are asked as they stand, so their second half begins with a small letter.",
                "Lettered endings in a generated answer measure something else than likelihoods; published figures are by likelihood.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var context = row.Has("ctx_a")
            ? $"{row.Text("ctx_a")} {Capitalised(row.TextOrNull("ctx_b") ?? "")}"
            : row.Text("ctx");
        var choices = Letter([.. row.Texts("endings").Select(Clean)], row);
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = Clean(row.Has("activity_label") ? $"{row.Text("activity_label")}: {context}" : context),
            Choices = choices,
            // The test split on the hubs has an empty label.
            Reference = LetterAt(row.Text("label").Trim().Length > 0 ? row.Whole("label") : -1, choices, row),
            Category = row.TextOrNull("split_type"),
        };
    }

    /// <summary>
    /// EleutherAI/lm-evaluation-harness <c>tasks/hellaswag/utils.py</c> and the early platform alike: blanks around dropped, " [title]" a
    /// full stop, other bracketed marks of the WikiHow texts dropped, double blanks made single, once.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var titled = text.Trim().Replace(" [title]", ". ", StringComparison.Ordinal);
        return Bracketed().Replace(titled, "").Replace("  ", " ", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mode == EvalMode.Likelihood ? sample.Question : base.Question(sample, settings);
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Continuations(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mode == EvalMode.Likelihood
            ? [.. sample.Choices.Select(choice => " " + choice.Text)]
            : base.Continuations(sample, settings);
    }

    private static string Capitalised(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    [GeneratedRegex(@"\[[^\]\n]*\]", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Bracketed();

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("hellaswag", () => new Hellaswag());
}
