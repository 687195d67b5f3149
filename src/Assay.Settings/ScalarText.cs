using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Settings;

/// <summary>
/// What an unquoted text stands for: YAML's core schema (YAML 1.2.2, 10.3.2), and in <c>k=v</c> Python's <c>None</c> as well.
/// </summary>
internal static partial class ScalarText
{
    /// <summary>The value of an unquoted YAML scalar.</summary>
    public static PlanNode Core(string text, string place) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => new PlanNode.Null(place),
            "true" or "True" or "TRUE" => new PlanNode.Flag(true, place),
            "false" or "False" or "FALSE" => new PlanNode.Flag(false, place),
            _ when Json().IsMatch(text) => new PlanNode.Number(text, place),
            _ when Decimal().IsMatch(text) => Number(double.Parse(text, CultureInfo.InvariantCulture), text, place),
            _ when Hexadecimal().IsMatch(text) => Number(Whole(text[2..], 16), text, place),
            _ when Octal().IsMatch(text) => Number(Whole(text[2..], 8), text, place),
            _ => new PlanNode.TextNode(text, place),
        };

    /// <summary>The value of an unquoted text on the command line.</summary>
    public static PlanNode Loose(string text, string place) =>
        text.ToLowerInvariant() switch
        {
            "none" or "null" => new PlanNode.Null(place),
            "true" => new PlanNode.Flag(true, place),
            "false" => new PlanNode.Flag(false, place),
            _ when Json().IsMatch(text) || Decimal().IsMatch(text) => Core(text, place),
            _ => new PlanNode.TextNode(text, place),
        };

    /// <summary>Whether a text stands for itself when it is not quoted, to readers of YAML 1.1 and 1.2.</summary>
    public static bool IsPlainText(string text) =>
        Harmless().IsMatch(text)
        && Loose(text, "") is PlanNode.TextNode
        && text.ToLowerInvariant() is not ("yes" or "no" or "on" or "off" or "y" or "n");

    private static PlanNode Number(double value, string text, string place) =>
        double.IsFinite(value)
            ? new PlanNode.Number(value.ToString("R", CultureInfo.InvariantCulture), place)
            : new PlanNode.TextNode(text, place);

    private static double Whole(string digits, int radix) =>
        digits.Aggregate(0.0, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));

    // RFC 8259, section 6.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,64}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^0o[0-7]{1,64}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^([A-Za-z_/]|\.\.?/)[A-Za-z0-9_/.+-]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Harmless();
}
