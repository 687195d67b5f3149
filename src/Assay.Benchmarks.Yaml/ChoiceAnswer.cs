using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Benchmarks.Yaml;

/// <summary>Which choice the data call right.</summary>
internal static class ChoiceAnswer
{
    /// <summary>The label of the right choice.</summary>
    /// <exception cref="InputException">It is none of the choices, or could be two of them.</exception>
    public static string Label(string answer, ImmutableArray<Choice> choices, AnswerForm form, string location)
    {
        var letter = Letter(answer);
        var position = int.TryParse(answer, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;
        var text =
            choices.Count(choice => choice.Text == answer) == 1
                ? choices.IndexOf(choices.First(choice => choice.Text == answer))
                : (int?)null;
        var index = form switch
        {
            AnswerForm.Letter => letter,
            AnswerForm.Text => text,
            AnswerForm.Index => position,
            AnswerForm.Number => position - 1,
            _ => Guess(answer, letter, text, position, choices.Length, location),
        };
        var last = choices.Length - 1;
        return index switch
        {
            null => throw new InputException(
                $"the answer '{Short(answer)}' is {Kind(form)} of the {choices.Length} choices",
                location,
                "correct the row, or say with answer_is what answers are: letter, text, index (from 0), number (from 1)"
            ),
            _ when index < 0 || index > last => throw new InputException(
                $"the answer '{Short(answer)}' is beyond the {choices.Length} choices (A to {choices[last].Label})",
                location,
                position is null
                    ? "correct the row, or name the column of the missing choice"
                    : "correct the row, or say with answer_is whether answers are counted from 0 (index) or 1 (number)"
            ),
            _ => choices[index.Value].Label,
        };
    }

    private static int? Guess(string answer, int? letter, int? text, int? position, int count, string location)
    {
        var other = letter ?? position;
        return text is { } quoted && other is { } named && quoted != named && named < count
            ? throw new InputException(
                $"the answer '{Short(answer)}' is the text of one choice and the place of another",
                location,
                "say with answer_is what answers are: letter, text, index (from 0), number (from 1)"
            )
            : text ?? other;
    }

    private static int? Letter(string answer)
    {
        var bare = answer.Trim('(', ')', '.', ' ');
        return bare.Length == 1 && char.IsAsciiLetter(bare[0]) ? char.ToUpperInvariant(bare[0]) - 'A' : null;
    }

    private static string Kind(AnswerForm form) =>
        form switch
        {
            AnswerForm.Letter => "the letter of none",
            AnswerForm.Text => "the text of none, or of several,",
            AnswerForm.Index or AnswerForm.Number => "the number of none",
            _ => "none",
        };

    private static string Short(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 37)}…";
}
