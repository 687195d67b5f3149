using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Datasets.Formats;

/// <summary>
/// A row of a table, all of whose cells are texts. A table cannot say null: an empty cell counts as not there for
/// <see cref="Has"/> and is the empty text for <see cref="Text"/>.
/// </summary>
internal sealed class TableRow(FrozenDictionary<string, int> columns, string[] cells, string file, int line) : DataRow
{
    public override string Location => $"{file}:{line}";

    public override IEnumerable<string> Columns => columns.OrderBy(pair => pair.Value).Select(pair => pair.Key);

    public override bool Has(string field) => columns.TryGetValue(field, out var column) && cells[column].Length > 0;

    public override string Text(string field) =>
        columns.TryGetValue(field, out var column)
            ? cells[column]
            : throw new InputException(
                $"column '{field}' is missing",
                Location,
                $"the file has: {string.Join(", ", Columns)}"
            );

    /// <summary>A cell holds a list when it is written as JSON.</summary>
    public override ImmutableArray<string> Texts(string field)
    {
        try
        {
            var list = JsonElement.Parse(Encoding.UTF8.GetBytes($$"""{"list":{{Text(field)}}}"""));
            return new JsonRow(list, file, line).Texts("list");
        }
        catch (Exception e) when (e is JsonException or InputException)
        {
            throw new InputException($"column '{field}' is not a JSON list of texts", Location, "correct the file", e);
        }
    }
}
