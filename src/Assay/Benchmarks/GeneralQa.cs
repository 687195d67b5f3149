using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Assay.Prompts;
using Assay.Scoring;

namespace Assay.Benchmarks;

/// <summary>Users' own questions with reference answers in words.</summary>
public sealed class GeneralQa : FreeAnswerBenchmark
{
    private const string Turns = "turns";
    private const string History = "history";

    private static readonly (string Question, string Answer)[] Keys =
    [
        ("question", "answer"),
        ("query", "response"),
        ("input", "output"),
    ];

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "general_qa",
            Title = "General QA",
            Summary =
                "Your own questions: how similar a model's answers are to reference answers, by common words and sequences of words.",
            Version = 1,
            Licence = "your own data",
            Citation = "your own data",
            Folders = ["general_qa"],
            Subsets = [new("default")],
            UsersData = true,
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses],
            Layouts =
            [
                new("{subset}_{split}.jsonl") { ListsAs = Turns },
                new("{subset}.jsonl") { ListsAs = Turns },
                new("*.jsonl") { ListsAs = Turns },
            ],
            Traps =
            [
                "The early platform cuts Chinese into words (jieba); here each Chinese character is a token and Latin words in between stay whole, so scores of Chinese texts do not compare with its. The rule in the reviews says so: \"Chinese by character\".",
                "bleu-2 to bleu-4 are the early platform's: the precision of that order alone, with the brevity penalty. What the literature calls BLEU-n is bleu-n-cumulative.",
                "rouge-1 and rouge-2 count each different word or pair once, as the package rouge_chinese does for every language, and keep capitals and punctuation: they are not rouge-score's.",
                "sacrebleu is the mean over single answers with effective order, from 0 to 1 like every score here; a corpus score adds up counts instead.",
                "In English the early platform finds ends of sentences with a trained model (NLTK's Punkt); here by a rule. They differ in full stops behind rare abbreviations.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var listed = row.Has(Turns);
        var turns = listed ? TurnsOf(row.Json(Turns), row) : [];
        if (!listed)
        {
            var (question, answer) = KeysOf(key => row.Has(key), row);
            turns = row.Has(History) ? TurnsOf(row.Json(History), row) : [];
            turns.Add((row.Text(question), row.Text(answer)));
        }
        var history = new StringBuilder();
        foreach (var (question, answer) in turns.Take(turns.Count - 1))
        {
            history.Append("Human: ").Append(question).Append("\nAssistant: ").Append(answer).Append('\n');
        }
        var last =
            turns.Count > 0 && turns[^1].Answer.Length > 0
                ? turns[^1]
                : throw new InputException(
                    "there is no reference answer",
                    row.Location,
                    "end the line with a question and its answer"
                );
        var sample = new Sample()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = last.Question,
            Reference = last.Answer,
        };
        return history.Length == 0 ? sample : sample with { Fields = sample.Fields.Add(History, history.ToString()) };
    }

    /// <inheritdoc/>
    protected override string Query(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return $"{sample.Fields.GetValueOrDefault(History)}Human: {sample.Question}\nAssistant: ";
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings) => ["\nHuman:"];

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return TextSimilarity.Judge(sample.Reference, text);
    }

    /// <summary>Turns as objects, or as pairs of texts.</summary>
    private static List<(string Question, string Answer)> TurnsOf(JsonElement list, DataRow row)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new InputException($"field '{History}' is not a list of turns", row.Location, "correct the file");
        }
        return [.. list.EnumerateArray().Select(turn => TurnOf(turn, row))];
    }

    private static (string Question, string Answer) TurnOf(JsonElement turn, DataRow row)
    {
        if (turn.ValueKind == JsonValueKind.Object)
        {
            var (question, answer) = KeysOf(key => turn.TryGetProperty(key, out _), row);
            return (TextOf(turn.GetProperty(question), row), TextOf(turn.GetProperty(answer), row));
        }
        return turn.ValueKind == JsonValueKind.Array && turn.GetArrayLength() == 2
            ? (TextOf(turn[0], row), TextOf(turn[1], row))
            : throw new InputException(
                "a turn is neither an object nor a pair of texts",
                row.Location,
                """write {"question": "…", "answer": "…"} or ["…", "…"]"""
            );
    }

    private static (string Question, string Answer) KeysOf(Func<string, bool> has, DataRow row)
    {
        foreach (var keys in Keys)
        {
            if (has(keys.Question))
            {
                return has(keys.Answer)
                    ? keys
                    : throw new InputException(
                        $"field '{keys.Answer}' is missing beside '{keys.Question}'",
                        row.Location,
                        "give every question its answer"
                    );
            }
        }
        throw new InputException(
            "there is no question",
            row.Location,
            "name the fields question and answer, query and response, or input and output"
        );
    }

    private static string TextOf(JsonElement value, DataRow row)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => throw new InputException(
                    "a question or an answer is not a text",
                    row.Location,
                    "correct the file"
                ),
            };
        }
        catch (InvalidOperationException e)
        {
            throw new InputException(@"a text has half of a \u surrogate pair", row.Location, "correct the file", e);
        }
    }

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("general_qa", () => new GeneralQa());
}
