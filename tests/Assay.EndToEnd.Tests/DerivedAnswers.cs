using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>
/// Answers that depend on the question alone, right for some and wrong for others: whoever asks again, in whatever order, is told
/// the same.
/// </summary>
internal static class DerivedAnswers
{
    /// <summary>A letter to a question with choices, else a number.</summary>
    public static string Of(string prompt)
    {
        var sum = prompt.Aggregate(17, (sum, c) => ((sum * 31) + c) % 1_000_003);
        return prompt.Contains("\nA. ", StringComparison.Ordinal)
            ? $"The answer is {"ABCD"[sum % 4]}."
            : $"The answer is {sum % 50}.";
    }

    /// <summary>A question's requests to a server, as often as it was asked.</summary>
    public static IEnumerable<string> Asked(ModelServer server, int since = 0) =>
        server.Requests.Skip(since).Select(request => request.Prompt);
}
