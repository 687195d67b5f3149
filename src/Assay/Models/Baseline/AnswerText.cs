using Assay.Benchmarks;

namespace Assay.Models.Baseline;

/// <summary>Puts an answer into the words in which it was asked for, so that every protocol's scorer finds it.</summary>
internal static class AnswerText
{
    /// <summary>
    /// The answer alone; where the prompt asks for reasoning step by step, the sentence that ends such a reasoning.
    /// </summary>
    public static string For(string answer, GenerateRequest request) =>
        AsksForReasoning(request) ? $"So the answer is {answer}." : answer;

    /// <summary>
    /// What an example answers: the last line of its worked solution where that states the reference in the data's own form
    /// (<c>#### 42</c>), else the reference.
    /// </summary>
    public static string From(Sample example, GenerateRequest request)
    {
        var solution = (example.Solution ?? "").TrimEnd();
        var conclusion = solution[(solution.LastIndexOf('\n') + 1)..];
        return Plain(conclusion).Contains(Plain(example.Reference), StringComparison.Ordinal)
            ? conclusion
            : For(example.Reference, request);
    }

    private static string Plain(string text) => text.Replace(",", "", StringComparison.Ordinal);

    private static bool AsksForReasoning(GenerateRequest request)
    {
        var prompt = request.Text ?? (request.Messages.IsEmpty ? "" : request.Messages[^1].Text);
        return prompt.Contains("step by step", StringComparison.OrdinalIgnoreCase);
    }
}
