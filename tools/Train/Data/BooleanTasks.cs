namespace Assay.Train.Data;

/// <summary>Truth values of expressions, rewritten step by step.</summary>
public sealed class BooleanTasks : ITaskSource
{
    /// <summary>What such tasks are about.</summary>
    public const string Head =
        "Evaluate the truth value of an expression made of the constants True and False and the operators and, or, not.";

    /// <inheritdoc/>
    public ReasoningTask Next(Random random)
    {
        var expression = Draw(random, random.Whole(1, 3));
        while (expression.Split(' ').Length is < 2 or > 19)
        {
            expression = Draw(random, random.Whole(2, 3));
        }
        return new ReasoningTask(Head, expression + " is", Reason(expression));
    }

    /// <summary>The steps: each rewrites the first part that can be.</summary>
    public static string Reason(string expression)
    {
        var lines = new List<string> { $"The expression is {expression}." };
        while (Step(expression) is { } simpler)
        {
            lines.Add($"= {simpler}");
            expression = simpler;
        }
        return string.Join('\n', lines) + $". So the answer is {expression}.";
    }

    /// <summary>
    /// One step: the first bracket without brackets in it, or the whole, has its first "not X" applied, else its first "X and Y", else
    /// its first "X or Y"; a bracket around a single value goes.
    /// </summary>
    internal static string? Step(string expression)
    {
        var words = expression.Split(' ').ToList();
        if (words.Count == 1)
        {
            return null;
        }
        var close = words.IndexOf(")");
        var open = close < 0 ? -1 : words.LastIndexOf("(", close);
        var (begin, end) = close < 0 ? (0, words.Count) : (open + 1, close);
        if (end - begin == 1)
        {
            words.RemoveAt(close);
            words.RemoveAt(open);
            return string.Join(' ', words);
        }
        var at = Enumerable
            .Range(begin, end - begin)
            .LastOrDefault(i => words[i] == "not" && IsValue(words[i + 1]), -1);
        if (at >= 0)
        {
            Replace(at, 2, words[at + 1] == "False");
            return string.Join(' ', words);
        }
        at = words.IndexOf("and", begin, end - begin);
        if (at >= 0)
        {
            Replace(at - 1, 3, words[at - 1] == "True" && words[at + 1] == "True");
            return string.Join(' ', words);
        }
        at = words.IndexOf("or", begin, end - begin);
        Replace(at - 1, 3, words[at - 1] == "True" || words[at + 1] == "True");
        return string.Join(' ', words);

        void Replace(int first, int count, bool value)
        {
            words.RemoveRange(first, count);
            words.Insert(first, value ? "True" : "False");
        }
    }

    private static bool IsValue(string word) => word is "True" or "False";

    private static string Draw(Random random, int depth)
    {
        if (depth == 0 || random.Chance(0.1))
        {
            var value = random.Pick("True", "False");
            return random.Chance(0.3) ? (random.Chance(0.1) ? "not not " : "not ") + value : value;
        }
        var inner =
            random.Next(4) == 0
                ? Draw(random, depth - 1)
                : $"{Draw(random, depth - 1)} {random.Pick("and", "or")} {Draw(random, depth - 1)}";
        return random.Next(4) switch
        {
            0 => $"not ( {inner} )",
            1 => $"( {inner} )",
            2 => inner,
            _ => $"{inner} {random.Pick("and", "or")} {Draw(random, 0)}",
        };
    }
}
