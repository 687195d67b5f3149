using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;

namespace Assay.Benchmarks;

/// <summary>
/// How well a model predicts users' own texts. A text is read in windows; each is scored once, behind the window before it, so that no
/// part is predicted from nothing but the first.
/// </summary>
public sealed class Perplexity : Benchmark
{
    /// <summary>The most characters of a window, and of the text before it that the model sees.</summary>
    public const int Window = 2_048;

    private const string Bits = "bits_per_byte";
    private const string ByByte = "byte_perplexity";
    private const string ByWord = "word_perplexity";
    private const string ByToken = "token_perplexity";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "perplexity",
            Aliases = ["ppl"],
            Title = "Perplexity",
            Summary =
                "How well a model predicts your own texts: a file or a folder of .txt and .md, or JSONL with a field text, named by local_path.",
            Version = 1,
            Licence = "the user's own",
            Citation =
                "Definitions as in EleutherAI/lm-evaluation-harness, docs/model_guide.md and metrics.py (bits_per_byte, byte_perplexity, word_perplexity)",
            Folders = ["perplexity", "ppl"],
            Subsets = [new("default")],
            UsersData = true,
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Likelihood],
            Protocols = [Protocol.LmEval],
            Layouts =
            [
                new("{subset}.txt") { Format = DataLayout.WholeText },
                new("{subset}.md") { Format = DataLayout.WholeText },
                new("{subset}.jsonl"),
                new("{subset}_{split}.jsonl"),
            ],
            Traps =
            [
                "Perplexities by token depend on the tokenizer and are not comparable between models; bits per byte are.",
                "Windows are cut by characters, at blanks: a window is seen behind up to 2,048 characters, whatever the model's context. Longer contexts predict better, so figures from other programs are comparable only with the same windows.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Make(subset, index, "", row.Text("text"));
    }

    /// <inheritdoc/>
    public override IEnumerable<Sample> Read(IEnumerable<DataRow> rows, string subset, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var index = 0;
        foreach (var row in rows)
        {
            var text = row.Text("text");
            var (seen, at) = (0, 0);
            while (at < text.Length)
            {
                var end = EndOf(text, at);
                yield return Make(subset, index++, text[seen..at], text[at..end]);
                (seen, at) = (at, end);
            }
        }
    }

    /// <inheritdoc/>
    public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new Prompt(sample.Question) { Continuations = [sample.Reference] };
    }

    /// <inheritdoc/>
    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (answer is not Likelihoods { Choices: [var likelihood] } || !double.IsFinite(likelihood.LogProb))
        {
            return Scoring.Score.Failure(sample.Reference, "no finite log-probability of the text");
        }
        var loss = -likelihood.LogProb;
        var bytes = Encoding.UTF8.GetByteCount(sample.Reference);
        var words = Math.Max(1, sample.Reference.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        ImmutableArray<MetricValue> values =
        [
            new(Bits, loss / Math.Log(2) / bytes) { Weight = bytes },
            new(ByByte, loss / bytes) { Weight = bytes, Exponential = true },
            new(ByWord, loss / words) { Weight = words, Exponential = true },
        ];
        return Scoring.Score.Judged(
            sample.Reference,
            new($"{likelihood.LogProb}", "log-probability"),
            likelihood.Tokens > 0
                ? values.Add(new(ByToken, loss / likelihood.Tokens) { Weight = likelihood.Tokens, Exponential = true })
                : values
        );
    }

    /// <inheritdoc/>
    public override Sample Placeholder(SubsetInfo subset, int? example)
    {
        ArgumentNullException.ThrowIfNull(subset);
        return Make(subset.Name, 0, "{the window before}", "{a window}");
    }

    // Before a blank, which so belongs to what is predicted; a word of two thousand letters is cut in two, a character never.
    private static int EndOf(string text, int from)
    {
        var most = Math.Min(text.Length, from + Window);
        if (most == text.Length)
        {
            return most;
        }
        for (var end = most; end > from + 1; end--)
        {
            if (char.IsWhiteSpace(text[end]) && !char.IsWhiteSpace(text[end - 1]))
            {
                return end;
            }
        }
        return char.IsLowSurrogate(text[most]) ? most - 1 : most;
    }

    private Sample Make(string subset, int index, string before, string text) =>
        new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = before,
            Reference = text,
        };

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("perplexity", () => new Perplexity());
}
