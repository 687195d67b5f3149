using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>Subsets and their categories.</summary>
internal sealed partial class DefinitionReader
{
    private ImmutableArray<SubsetInfo> Subsets(
        ImmutableArray<DataFiles> files,
        string asked,
        ColumnMap columns,
        YamlDataSource data
    )
    {
        var listed = Texts("subsets");
        if (!listed.IsEmpty && columns.Subset is null && !files.Any(split => split.BySubset))
        {
            root.Wrong(
                "subsets",
                "are listed, but nothing tells them apart",
                "write {subset} into the path of data, or name the column of the subset in columns"
            );
        }
        if (listed.IsEmpty && files.FirstOrDefault(split => split.BySubset) is { } bySubset)
        {
            mistakes.Add(
                new InputException(
                    "the path has {subset}, but no subsets are listed",
                    bySubset.Place,
                    "write subsets: [a, b]"
                )
            );
            return [];
        }
        // Rows can only be counted where all that it takes was understood.
        var counted =
            mistakes.Count == 0 && listed.IsEmpty && columns.Subset is { } column ? Count(data, asked, column) : [];
        var subsets =
            !listed.IsEmpty ? [.. listed.Select(name => new SubsetInfo(name))]
            : columns.Subset is not null ? counted
            : ImmutableArray.Create(new SubsetInfo(DefaultSubset));
        return WithCategories(subsets, known: listed.IsEmpty && columns.Subset is not null && counted.IsEmpty);
    }

    private ImmutableArray<SubsetInfo> Count(YamlDataSource data, string asked, Column column) =>
        root.Try<ImmutableArray<SubsetInfo>>(
            () =>
            {
                var counts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
                foreach (var row in data.All(asked, DefaultSubset))
                {
                    if (counts.Count == 0 && !column.IsIn(row))
                    {
                        throw column.NotIn(row);
                    }
                    var name =
                        row.TextOrNull(column.Name)
                        ?? throw new InputException(
                            "the subset is empty",
                            row.Location,
                            $"fill column '{column.Name}', or leave the row out"
                        );
                    counts[name] = counts.GetValueOrDefault(name) + 1;
                }
                return [.. counts.Select(count => new SubsetInfo(count.Key, count.Value))];
            },
            []
        );

    private ImmutableArray<SubsetInfo> WithCategories(ImmutableArray<SubsetInfo> subsets, bool known)
    {
        if (root.Read("categories", value => value.Object(), null!) is not { } categories)
        {
            return subsets;
        }
        var of = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (category, _, value) in categories.Members)
        {
            var names = value is PlanNode.List list ? list.Items : [value];
            foreach (var node in names)
            {
                var name = root.Try(() => new PlanValue($"categories.{category}", node).Text(), "");
                if (name.Length == 0)
                {
                    continue;
                }
                if (!of.TryAdd(name, category))
                {
                    mistakes.Add(
                        new InputException(
                            $"subset '{name}' is in two categories, {of[name]} and {category}",
                            node.Place,
                            "keep it in one"
                        )
                    );
                }
                if (!known && subsets.All(subset => subset.Name != name))
                {
                    mistakes.Add(
                        new InputException(
                            $"categories.{category} has '{name}', which is no subset",
                            node.Place,
                            DidYouMean.Hint(name, subsets.Select(subset => subset.Name))
                        )
                    );
                }
            }
        }
        return [.. subsets.Select(subset => subset with { Category = of.GetValueOrDefault(subset.Name) })];
    }
}
