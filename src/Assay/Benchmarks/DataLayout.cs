using System.Collections.Immutable;

namespace Assay.Benchmarks;

/// <summary>
/// One way in which a benchmark's files are laid out below its folder. A benchmark lists all it knows; the first whose
/// file exists is read.
/// </summary>
/// <param name="Path">
/// Relative path with placeholders: <c>{subset}</c>; <c>{split}</c> (any of the split's names) and <c>{Split}</c> (the same
/// with a capital). A <c>*</c> in the file's name stands for anything when exactly one file matches, or the shards of one
/// (<c>-00000-of-00002</c>), which are read in order. The ending tells the format (.jsonl, .json, .csv, .tsv, .txt, .parquet);
/// <c>.gz</c> may follow in the folder without being written here. A path that names no split
/// holds the evaluation split alone: few-shot examples are never read from it.
/// </param>
public sealed record DataLayout(string Path)
{
    /// <summary>Names of the columns of a CSV file without a header; empty when the file has one.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>What separates the columns of a table; null for what the file's ending says.</summary>
    public char? Separator { get; init; }

    /// <summary>The format of a file that is one row, all of it in the field <c>text</c>.</summary>
    public const string WholeText = "whole text";

    /// <summary>The format as an ending (<c>.jsonl</c>), where the file's own ending does not tell it.</summary>
    public string? Format { get; init; }

    /// <summary>The property of a JSON document that holds the rows (<c>examples</c>); null for a plain array.</summary>
    public string? RowsAt { get; init; }

    /// <summary>
    /// The field of a row that a line of JSON Lines which is a list stands for; null where every line is an object.
    /// </summary>
    public string? ListsAs { get; init; }

    /// <summary>Whether a <c>*</c> stands for any number of files: a row or more in each, in the order of their numbers.</summary>
    public bool ManyFiles { get; init; }

    /// <summary>
    /// Only rows whose field of this name equals the subset, but for case, blanks and signs, belong to it; null when the file has one
    /// subset.
    /// </summary>
    public string? SubsetField { get; init; }
}
