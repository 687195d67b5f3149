using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml;

/// <summary>A column of the data, and where the YAML file names it.</summary>
internal sealed record Column(string Name, string Place)
{
    /// <summary>Whether a row has it, be it empty; rows of sources that do not tell their columns have all.</summary>
    public bool IsIn(DataRow row)
    {
        var there = row.Columns.ToList();
        return there.Count == 0 || there.Contains(Name) || there.Contains(Name.Split('.')[0]);
    }

    /// <summary>That the data have no such column, told by one of their rows.</summary>
    public InputException NotIn(DataRow row)
    {
        var file = Path.GetFileName(row.Location[..row.Location.LastIndexOf(':')]);
        return new InputException($"there is no column '{Name}' in {file}", Place, DidYouMean.Hint(Name, row.Columns));
    }
}

/// <summary>Which columns of the data hold what.</summary>
internal sealed record ColumnMap
{
    /// <summary>The question.</summary>
    public required Column Question { get; init; }

    /// <summary>The choices: one column with a list, or a column for each choice; empty for free answers.</summary>
    public ImmutableArray<Column> Choices { get; init; } = [];

    /// <summary>Whether <see cref="Choices"/> is one column that holds all of them.</summary>
    public bool ChoicesInOne { get; init; }

    /// <summary>The right answer.</summary>
    public Column? Answer { get; init; }

    /// <summary>A list of right answers, instead of <see cref="Answer"/>.</summary>
    public Column? Answers { get; init; }

    /// <summary>A name that no other row has.</summary>
    public Column? Id { get; init; }

    /// <summary>The category in reports.</summary>
    public Column? Category { get; init; }

    /// <summary>The subset that a row belongs to.</summary>
    public Column? Subset { get; init; }

    /// <summary>The passage that the question is about.</summary>
    public Column? Passage { get; init; }

    /// <summary>The worked solution that examples show.</summary>
    public Column? Solution { get; init; }

    /// <summary>What makes rows depend on each other.</summary>
    public Column? Cluster { get; init; }

    /// <summary>Further columns, by the name that templates call them.</summary>
    public ImmutableSortedDictionary<string, Column> Others { get; init; } =
        ImmutableSortedDictionary.Create<string, Column>(StringComparer.Ordinal);

    /// <summary>Every column that is named.</summary>
    public IEnumerable<Column> All =>
        new[] { Question, Answer, Answers, Id, Category, Subset, Passage, Solution, Cluster }
            .Concat(Choices)
            .Concat(Others.Values)
            .OfType<Column>();
}
