using System.Text.Json;

namespace Assay.Datasets.Formats;

/// <summary>How a file that breaks the rules of its format is reported.</summary>
internal static class Malformed
{
    public static InputException Json(string file, long line, long column, JsonException cause)
    {
        // The parser ends its message with positions counted from zero within what it was given.
        var why = cause.Message.Split(" LineNumber:")[0].TrimEnd('.');
        return new InputException(
            $"malformed JSON at column {column}: {why}",
            $"{file}:{line}",
            "correct the file or fetch it again",
            cause
        );
    }

    public static InputException NotUtf8(string where, Exception? cause = null) =>
        new("the text is not UTF-8", where, "convert the file (iconv -t utf-8)", cause);
}
