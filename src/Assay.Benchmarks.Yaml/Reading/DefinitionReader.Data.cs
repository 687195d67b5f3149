using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>Files, columns, subsets.</summary>
internal sealed partial class DefinitionReader
{
    private static ImmutableArray<string> ColumnKeys =>
        ["question", "choices", "answer", "answers", "id", "category", "subset", "passage", "solution", "cluster"];

    private ImmutableArray<DataFiles> Files()
    {
        if (!root.Has("data"))
        {
            root.Wrong("data", "is missing", "write data: questions.csv, a path relative to this file");
            return [];
        }
        return root.Read<ImmutableArray<DataFiles>>(
            "data",
            value =>
                value.Node is PlanNode.Object splits
                    ?
                    [
                        .. splits.Members.Select(split => new DataFiles(
                            split.Key,
                            new PlanValue($"data.{split.Key}", split.Value).Text(),
                            split.Value.Place
                        )),
                    ]
                    : [new DataFiles("test", value.Text(), value.Node.Place)],
            []
        );
    }

    /// <summary>The split whose questions are asked.</summary>
    private string AskedSplit(ImmutableArray<DataFiles> files)
    {
        const string Test = "test";
        var names = files.Select(split => split.Split).ToList();
        if (root.Has("split"))
        {
            return root.Read("split", value => value.Choice(names), Test);
        }
        if (names.Count == 1 || names.Contains(Test))
        {
            return names.Count == 1 ? names[0] : Test;
        }
        if (names.Count > 1)
        {
            root.Wrong("split", "is missing, and no split of data is called test", $"write split: {names[0]}");
        }
        return Test;
    }

    private void LookAtData(ImmutableArray<DataFiles> files, string asked, ColumnMap columns, YamlDataSource data)
    {
        foreach (var split in files)
        {
            var subset = split.BySubset ? Texts("subsets").FirstOrDefault() : DefaultSubset;
            if (subset is null)
            {
                continue;
            }
            var row = root.Try(() => data.All(split.Split, subset).FirstOrDefault(), null);
            if (row is not null && split.Split == asked)
            {
                mistakes.AddRange(columns.All.Where(column => !column.IsIn(row)).Select(column => column.NotIn(row)));
            }
        }
    }

    private ColumnMap Columns(AnswerKind kind)
    {
        if (root["columns"] is { } given and not PlanNode.Object)
        {
            root.Wrong("columns", $"is {given.Show()}, not an object", "write question: COLUMN below it, a line each");
        }
        var members = (root["columns"] as PlanNode.Object)?.Members ?? [];
        var named = members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        var choices = kind is AnswerKind.MultipleChoice ? ChoiceColumns(named.GetValueOrDefault("choices")) : [];
        if (kind is not AnswerKind.MultipleChoice && named.GetValueOrDefault("choices") is { } idle)
        {
            mistakes.Add(
                new InputException(
                    $"columns.choices is given, but kind is {Name(kind)}",
                    idle.Place,
                    "write kind: multiple_choice, or leave it out"
                )
            );
        }
        if (named.ContainsKey("answer") && named.GetValueOrDefault("answers") is { } both)
        {
            mistakes.Add(
                new InputException(
                    "columns has answer and answers",
                    both.Place,
                    "keep answers for a list, answer for one"
                )
            );
        }
        if (kind is AnswerKind.MultipleChoice && named.GetValueOrDefault("answers") is { } several)
        {
            mistakes.Add(
                new InputException("columns.answers is for free answers", several.Place, "write answer: COLUMN")
            );
        }
        CheckVariables(members);
        return new ColumnMap
        {
            Question = One("question") ?? new Column("question", root.Place),
            Choices = choices,
            ChoicesInOne = named.GetValueOrDefault("choices") is not PlanNode.List,
            Answer =
                One("answer")
                ?? (named.ContainsKey("answers") || kind is AnswerKind.Code ? null : new Column("answer", root.Place)),
            Answers = One("answers"),
            Id = One("id"),
            Category = One("category"),
            Subset = One("subset"),
            Passage = One("passage"),
            Solution = One("solution"),
            Cluster = One("cluster"),
            Others = members
                .Where(member => !ColumnKeys.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, Column(member.Key, member.Value)))
                .Where(member => member.Value is not null)
                .ToImmutableSortedDictionary(x => x.Key, x => x.Value!, StringComparer.Ordinal),
        };

        Column? One(string key) => named.GetValueOrDefault(key) is { } value ? Column(key, value) : null;
    }

    private Column? Column(string key, PlanNode node) =>
        node is PlanNode.Null
            ? null
            : root.Try<Column?>(() => new Column(new PlanValue($"columns.{key}", node).Text(), node.Place), null);

    private ImmutableArray<Column> ChoiceColumns(PlanNode? node)
    {
        if (node is not PlanNode.List list)
        {
            return [(node is null ? null : Column("choices", node)) ?? new Column("choices", root.Place)];
        }
        if (list.Items.Length < 2)
        {
            mistakes.Add(
                new InputException("columns.choices has fewer than two columns", list.Place, "write [A, B, C, D]")
            );
        }
        return [.. list.Items.Select(item => Column("choices", item)).OfType<Column>()];
    }

    // A column's key that nearly is one of the known ones is a slip, not a variable of the user's own.
    private void CheckVariables(ImmutableArray<PlanNode.Member> members)
    {
        foreach (var (key, place, _) in members.Where(member => !ColumnKeys.Contains(member.Key)))
        {
            if (!NameForm().IsMatch(key) || key.Contains('-', StringComparison.Ordinal))
            {
                mistakes.Add(
                    new InputException(
                        $"columns.{key} cannot be a variable of a template",
                        place,
                        "use letters, digits and _"
                    )
                );
            }
            else if (DidYouMean.Nearest(key, ColumnKeys) is { } near && key.Length > 3)
            {
                mistakes.Add(
                    new InputException(
                        $"columns.{key} looks like a mistyped {near}",
                        place,
                        $"write {near}, or call the variable something else"
                    )
                );
            }
        }
    }

    private AnswerForm AnswerIs(AnswerKind kind)
    {
        if (kind is not AnswerKind.MultipleChoice && root.Has("answer_is"))
        {
            root.Wrong("answer_is", "is for multiple choice", "leave it out");
        }
        return root.Read(
            "answer_is",
            value =>
                Enum.Parse<AnswerForm>(value.Choice(["auto", "letter", "text", "index", "number"]), ignoreCase: true),
            AnswerForm.Auto
        );
    }
}
