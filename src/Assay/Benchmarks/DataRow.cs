using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Benchmarks;

/// <summary>
/// One row of a data file, whatever its format. A field that is missing or of the wrong kind is an
/// <see cref="InputException"/> that names file, line and field.
/// </summary>
public abstract class DataRow
{
    /// <summary>The file and line: <c>gsm8k/test.jsonl:17</c>.</summary>
    public abstract string Location { get; }

    /// <summary>The names of the row's fields, in file order; none where the source does not tell.</summary>
    public virtual IEnumerable<string> Columns => [];

    /// <summary>Whether the field is there and not null. A dot goes into an object: <c>question.stem</c>.</summary>
    public abstract bool Has(string field);

    /// <summary>The field's text (numbers and booleans as the file writes them).</summary>
    public abstract string Text(string field);

    /// <summary>A list of texts. <c>choices.text</c> goes into an object; over a list of objects, into each of them.</summary>
    public abstract ImmutableArray<string> Texts(string field);

    /// <summary>What the field holds, whatever that is, where the file is JSON.</summary>
    public virtual JsonElement Json(string field) =>
        throw new InputException($"field '{field}' is needed as JSON", Location, "give the rows as .jsonl or .json");

    /// <summary>A list of lists of texts.</summary>
    public virtual ImmutableArray<ImmutableArray<string>> Lists(string field) =>
        throw new InputException($"field '{field}' is not a list of lists", Location, "correct the file");

    /// <summary>A whole number.</summary>
    public int Whole(string field) =>
        int.TryParse(Text(field), out var number)
            ? number
            : throw new InputException($"field '{field}' is not a whole number", Location, "correct the file");

    /// <summary>The field's text, or null where it is missing.</summary>
    public string? TextOrNull(string field) => Has(field) ? Text(field) : null;
}
