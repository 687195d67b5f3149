using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;
using Assay.Scoring.Text;

namespace Assay.Benchmarks;

/// <summary>TriviaQA: questions of trivia enthusiasts, each with many accepted answers.</summary>
public sealed partial class TriviaQa : FreeAnswerBenchmark
{
    private const string Squad = "squad";
    private const string PassageKey = "passage";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "trivia_qa",
            Aliases = ["triviaqa"],
            Title = "TriviaQA",
            Summary =
                "Questions that trivia enthusiasts wrote, answered in a few words; every alias of the right answer is accepted. Closed book, or with a passage.",
            Version = 1,
            Licence = "Apache-2.0",
            Citation =
                "Joshi et al. 2017, TriviaQA: A Large Scale Distantly Supervised Challenge Dataset for Reading Comprehension, https://arxiv.org/abs/1705.03551",
            ModelScopeId = "modelscope/trivia_qa",
            HuggingFaceId = "mandarjoshi/trivia_qa",
            Folders = ["trivia_qa", "triviaqa", "TriviaQA"],
            Subsets = [new("default")],
            EvaluationSplit = "validation",
            FewShotSplit = "train",
            FewShot = 5,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval, Squad],
            ProtocolDefaults = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create(Protocol.LmEval, new ProtocolDefaults(FewShot: 0))]
            ),
            PromptFile = "prompts/{subset}.txt",
            OwnKeys = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(
                        PassageKey,
                        "none (closed book), wiki or search: the first passage of the row's entity_pages or search_results precedes the question"
                    ),
                ]
            ),
            Layouts =
            [
                new("rc.nocontext/{split}-*.parquet"),
                new("rc/{split}-*.parquet"),
                new("unfiltered.nocontext/{split}-*.parquet"),
                new("unfiltered/{split}-*.parquet"),
                new("trivia-test.qa.csv") { Separator = '\t', Columns = ["question", "answers"] },
                new("trivia-{split}.qa.csv") { Separator = '\t', Columns = ["question", "answers"] },
                new("{split}.jsonl"),
                new("test.jsonl"),
                new("test_*.jsonl"),
                new("data/{split}.jsonl"),
                new("{subset}/{split}.jsonl"),
                new("{split}.json"),
            ],
            Checked =
                "Exact match and F1 recorded for 1,000 answers of a search model are reproduced in every row under protocol squad.",
            Traps =
            [
                "The authors' script turns punctuation into blanks, SQuAD's deletes it: \"Jay-Z\" is \"jay z\" or \"jayz\". Protocol squad takes the second; the two differ in F1 far more often than in exact match.",
                "Only the first line is the answer: base models go on with the next question.",
                "The hubs' test split has no answers; validation is asked.",
                "Five question-and-answer pairs of our own are the examples of up to five shots; more, and random ones, come from train.",
            ],
        };

    /// <inheritdoc/>
    public override int ExamplesWanted(BenchmarkSettings settings) =>
        ShowsOwnExamples(settings) ? 0 : base.ExamplesWanted(settings);

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var answers = Answers(row);
        if (answers.IsEmpty)
        {
            throw new InputException("there is no answer", row.Location, "take a split that has answers (validation)");
        }
        var fields = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.Text("question").Trim(),
            Reference = answers[0],
            Aliases = answers,
            Fields = WithPassage(
                WithPassage(fields, row, "wiki", "entity_pages.wiki_context"),
                row,
                "search",
                "search_results.search_context"
            ),
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var line = new ExtractionRule("first line", "the first line of the text");
        return settings.Protocol == Protocol.Llmuses
            ?
            [
                new(@"last \boxed{}", "what stands in the last box"),
                new("answer is …", "what \"the answer is\" says, where the first line is such a sentence"),
                line,
            ]
            : [line];
    }

    /// <inheritdoc/>
    protected override string Query(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentNullException.ThrowIfNull(settings);
        var lmEval = settings.Protocol == Protocol.LmEval;
        var mark = lmEval ? "?" : "";
        var examples = ShowsOwnExamples(settings)
            ? WorkedExamples
                .Parse(shots.PromptFile ?? OwnExamples, "Question: ")
                .Write(settings.FewShot, example => example)
            : string.Join(
                "\n\n",
                shots
                    .Examples.Take(settings.FewShot)
                    .Select(example =>
                        $"{Passage(example, settings)}Question: {example.Question}{mark}\nAnswer: {example.Reference}"
                    )
            );
        var head = settings.FewShot == 0 || lmEval ? "" : "Follow the given examples and answer the question.\n\n";
        return $"{head}{examples}{(examples.Length > 0 ? "\n\n" : "")}{Passage(sample, settings)}Question: {sample.Question}{mark}\nAnswer:";
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval ? ["\n", ".", ","] : ["Question:"];
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        if (Find(text, settings) is not { } found)
        {
            return settings.Protocol == Protocol.LmEval
                ? Scoring.Score.NothingFound(sample.Reference, "exact_match")
                : Scoring.Score.NothingFound(sample.Reference, "em", "f1");
        }
        return settings.Protocol switch
        {
            Protocol.LmEval => Scoring.Score.Judged(
                sample.Reference,
                found,
                Value("exact_match", sample, found, AnswerNormaliser.Harness, Same)
            ),
            Squad => Scoring.Score.Judged(
                sample.Reference,
                found,
                Value("em", sample, found, AnswerNormaliser.Squad, Same),
                Value("f1", sample, found, AnswerNormaliser.Squad, WordF1.WithClosedAnswers)
            ),
            _ => Scoring.Score.Judged(
                sample.Reference,
                found,
                Value("em", sample, found, AnswerNormaliser.TriviaQa, Same),
                Value(
                    "f1",
                    sample,
                    found,
                    AnswerNormaliser.TriviaQa,
                    (a, b) => WordF1.Of(AnswerNormaliser.Words(a), AnswerNormaliser.Words(b))
                )
            ),
        };
    }

    private static MetricValue Value(
        string metric,
        Sample sample,
        Extracted found,
        Func<string, string> normal,
        Func<string, string, double> compare
    )
    {
        var prediction = normal(found.Value);
        return new(metric, sample.Aliases.Max(alias => compare(prediction, normal(alias))));
    }

    private static double Same(string a, string b) => a == b ? 1 : 0;

    /// <summary>The first line; under <c>llmuses</c> what "the answer is" says, where a chat model answers in a sentence.</summary>
    private static Extracted? Find(string text, BenchmarkSettings settings)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\n', '\r');
        var first = (end < 0 ? line : line[..end]).Trim().ToString();
        if (first.Length == 0)
        {
            return null;
        }
        if (settings.Protocol == Protocol.Llmuses)
        {
            if (Boxed.FromLast(text).FirstOrDefault()?.Trim() is { Length: > 0 } boxed)
            {
                return new(boxed, "last \\boxed{}");
            }
            if (Stated().Match(first) is { Success: true } stated)
            {
                return new(stated.Groups["answer"].Value.Trim(' ', '*', '"'), "answer is …");
            }
        }
        return new(first, "first line");
    }

    private static ImmutableArray<string> Answers(DataRow row)
    {
        if (row.Has("golden_answers"))
        {
            return row.Texts("golden_answers");
        }
        if (row.Has("answers"))
        {
            return PythonList.Parse(row.Text("answers"))
                ?? throw new InputException("the answers are no list", row.Location, "write them as ['one', 'two']");
        }
        IEnumerable<string> all =
        [
            .. row.TextOrNull("answer.value") is { Length: > 0 } value ? [value] : Array.Empty<string>(),
            .. row.Has("answer.aliases") ? row.Texts("answer.aliases") : [],
            .. row.Has("answer.normalized_aliases") ? row.Texts("answer.normalized_aliases") : [],
        ];
        // Hub rows without an answer say so like this.
        return [.. all.Where(answer => answer is not "<unk>").Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableSortedDictionary<string, string> WithPassage(
        ImmutableSortedDictionary<string, string> fields,
        DataRow row,
        string name,
        string path
    ) => row.Has(path) && row.Texts(path) is [{ Length: > 0 } passage, ..] ? fields.SetItem(name, passage) : fields;

    private static string Passage(Sample sample, BenchmarkSettings settings)
    {
        var kind = settings.Own.TryGetValue(PassageKey, out var own) ? own.ToString() : "none";
        return kind switch
        {
            "none" => "",
            "wiki" or "search" => sample.Fields.TryGetValue(kind, out var passage)
                ? $"{passage}\n\n"
                : throw new InputException(
                    $"the data have no {kind} passage for it",
                    sample.Id,
                    "take the configuration 'rc' of the data set, or leave 'passage' out"
                ),
            _ => throw new InputException(
                $"passage is '{kind}'",
                "--dataset-args trivia_qa.passage",
                "write none, wiki or search"
            ),
        };
    }

    private static bool ShowsOwnExamples(BenchmarkSettings settings) =>
        settings is { FewShot: > 0 and <= 5, FewShotRandom: false, Protocol: not Protocol.LmEval }
        && !settings.Own.ContainsKey(PassageKey);

    [GeneratedRegex(
        @"^(?:(?:so|thus|therefore),?\s)?(?:the\s)?(?:(?:correct|final|right)\s)?answer\s?(?:is|:)\s?(?<answer>[^\n]+?)\.?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex Stated();

    private const string OwnExamples = """
        Question: Which planet of the solar system has the shortest year?
        Answer: Mercury

        Question: On which river does the city of Budapest lie?
        Answer: Danube

        Question: Who painted the ceiling of the Sistine Chapel?
        Answer: Michelangelo

        Question: What is the chemical symbol of tin?
        Answer: Sn

        Question: In which year did the Berlin Wall fall?
        Answer: 1989
        """;

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("trivia_qa", () => new TriviaQa());
}
