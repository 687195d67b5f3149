using System.Text;

namespace Assay.Bench;

/// <summary>Texts such as models write, and such as they should not; the same ones each time.</summary>
internal static class AnswerTexts
{
    private static readonly string[] Sentences =
    [
        "First, we look at what is given.",
        "The train covers 180 kilometres in 2 hours, so its speed is 180 / 2 = 90.",
        "Option (A) would need a force that pulls, which is not the case here.",
        "That leaves B and C, of which the moon is closer.",
        "Let's compute: 3 * 4 = 12, and 12 + 5 = 17 dollars.",
        "**Step 2.** Compare with 1,250.75 metres.",
        "因此我们需要比较每一个选项。",
        "Hence $x = \\frac{3}{4}$ holds for every $n \\ge 1$.",
    ];

    private static readonly string[] Endings =
    [
        "The answer is B.",
        "Answer: 42",
        "So the final answer is \\boxed{18}.",
        "答案是 C。",
        "#### 1,234",
        "Therefore it is (D)",
        """{"verdict": "correct"}""",
    ];

    private static readonly string[] Parts =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "*",
        " ",
        "\n",
        "-",
        "1",
        "1,",
        ",000",
        "$",
        "A",
        "A ",
        "A, ",
        "(A)",
        "# ",
        "#### ",
        "####1x\n",
        "<think>",
        "</think>",
        "<answer>",
        "\\boxed{",
        "\\boxed{1",
        "\\frac{1}{2}",
        "^9",
        "\\frac",
        "\\sqrt{",
        "the answer is ",
        "the answer is 1 x ",
        "answer: ",
        "答案是",
        "选",
        "I can't ",
        "{\"verdict\":",
        "\"",
        "\\",
        "A or ",
        "(A, ",
        "\\left(",
        "x=",
        "%",
        "0.",
        "\ud83d\ude00",
        "\ud83d",
    ];

    public static List<string> Plain(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Answer(random))];
    }

    public static IEnumerable<string> Hostile(int count)
    {
        var random = new Random(2);
        for (var i = 0; i < count; i++)
        {
            // One part a hundred thousand characters long for each; else short mixtures, and plain noise.
            yield return i < Parts.Length ? string.Concat(Enumerable.Repeat(Parts[i], 100_000 / Parts[i].Length))
            : i % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Parts[random.Next(Parts.Length)]))
            : new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(1, 0xFFFF))]);
        }
    }

    private static string Answer(Random random)
    {
        var text = new StringBuilder();
        for (var sentences = random.Next(4, 14); sentences > 0; sentences--)
        {
            text.Append(Sentences[random.Next(Sentences.Length)]).Append(random.Next(4) == 0 ? '\n' : ' ');
        }
        return text.Append(Endings[random.Next(Endings.Length)]).ToString();
    }
}
