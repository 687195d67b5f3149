using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>Users' own multiple-choice questions.</summary>
public sealed class GeneralMcq : ChoiceBenchmark
{
    private static readonly ImmutableArray<string> QuestionFields = ["question", "query"];
    private static readonly ImmutableArray<string> ChoicesFields = ["choices", "options"];
    private static readonly ImmutableArray<string> AnswerFields = ["answer", "gold", "label", "target"];

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "general_mcq",
            Aliases = ["mcq"],
            Title = "General MCQ",
            Summary =
                "Your own multiple-choice questions: a CSV or JSONL file, or a folder of them, named by local_path.",
            Version = 1,
            Licence = "the user's own",
            Citation = "the user's own data",
            Folders = ["general_mcq", "mcq"],
            Subsets = [new("default")],
            UsersData = true,
            EvaluationSplit = "val",
            FewShotSplit = "dev",
            FewShot = 0,
            Modes = [EvalMode.Generate, EvalMode.Likelihood],
            Protocols = [Protocol.Llmuses],
            Layouts =
            [
                new("{subset}_{split}.jsonl"),
                new("{subset}_{split}.csv"),
                new("{subset}_{split}.tsv"),
                new("{subset}_{split}.json"),
                new("{subset}.jsonl"),
                new("{subset}.csv"),
                new("{subset}.tsv"),
                new("{subset}.json"),
            ],
            Traps =
            [
                "An answer is a letter, the index of the choice counted from 0, or the choice's text. One that can be read in two ways is refused.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var choices = Choices(row);
        var sample = new Sample
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = Filled(row, QuestionFields),
            Choices = choices,
            Reference = Reference(row, choices),
            Category = row.TextOrNull("category"),
        };
        return row.TextOrNull(UsersDataCheck.Id) is { } id
            ? sample with
            {
                Fields = sample.Fields.Add(UsersDataCheck.Id, id),
            }
            : sample;
    }

    private static ImmutableArray<Choice> Choices(DataRow row)
    {
        if (ChoicesFields.FirstOrDefault(row.Has) is { } list)
        {
            return Letter(row.Texts(list), row);
        }
        var last = Letters.Length - 1;
        while (last >= 0 && !row.Has(Letters[last..(last + 1)]))
        {
            last--;
        }
        if (last < 0)
        {
            throw new InputException(
                "there are no choices",
                row.Location,
                "put them into columns A, B, … or into a list named choices"
            );
        }
        var texts = ImmutableArray.CreateBuilder<string>(last + 1);
        for (var i = 0; i <= last; i++)
        {
            var letter = Letters[i..(i + 1)];
            texts.Add(
                row.TextOrNull(letter)
                    ?? throw new InputException(
                        $"choice '{letter}' is missing or empty, but '{Letters[last]}' is there",
                        row.Location,
                        $"fill '{letter}', or move the choices behind it up"
                    )
            );
        }
        return Letter(texts.MoveToImmutable(), row);
    }

    private static string Reference(DataRow row, ImmutableArray<Choice> choices)
    {
        var field = AnswerFields.FirstOrDefault(row.Has) ?? AnswerFields[0];
        var answer = Filled(row, AnswerFields).Trim();
        // Where data have these fields, a number in them is an index.
        var readings = (
            field is "gold" or "label" && AtIndex(answer, choices) is { } label ? [label] : Readings(answer, choices)
        )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return readings.Count switch
        {
            1 => readings[0],
            0 => throw new InputException(
                $"{field} '{Short(answer)}' is none of the choices A to {choices[^1].Label}",
                row.Location,
                "write the letter of the right choice, its index from 0, or its text"
            ),
            _ => throw new InputException(
                $"{field} '{Short(answer)}' can mean {string.Join(" or ", readings)}",
                row.Location,
                "write the letter of the right choice"
            ),
        };
    }

    private static IEnumerable<string> Readings(string answer, ImmutableArray<Choice> choices)
    {
        var folded = FullWidth.Fold(answer);
        foreach (var choice in choices)
        {
            if (folded.Equals(choice.Label, StringComparison.OrdinalIgnoreCase) || answer == choice.Text.Trim())
            {
                yield return choice.Label;
            }
        }
        if (AtIndex(folded, choices) is { } label)
        {
            yield return label;
        }
    }

    private static string? AtIndex(string answer, ImmutableArray<Choice> choices) =>
        int.TryParse(answer, out var index) && index >= 0 && index < choices.Length ? choices[index].Label : null;

    // A field that is missing is named by its first name; so is one that is empty.
    private static string Filled(DataRow row, ImmutableArray<string> fields)
    {
        var field = fields.FirstOrDefault(row.Has) ?? fields[0];
        return row.Text(field) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new InputException($"'{field}' is empty", row.Location, "fill it, or take the row out");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("general_mcq", () => new GeneralMcq());
}
