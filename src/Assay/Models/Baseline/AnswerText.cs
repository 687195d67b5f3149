using Assay.Benchmarks;

namespace Assay.Models.Baseline;

/// <summary>Puts an answer into the words in which it was asked for, so that every protocol's scorer finds it.</summary>
internal static class AnswerText
{
    /// <summary>
    /// The answer alone; where the prompt asks for reasoning step by step, the sentence that ends such a reasoning; where its examples
    /// end in Minerva's sentence, or it ends in an open formula, as these want it.
    /// </summary>
    public static string For(string answer, GenerateRequest request) =>
        Framed(answer, request) ?? (AsksForReasoning(request) ? $"So the answer is {answer}." : answer);

    /// <summary>
    /// What an example answers: as the prompt wants it; else the last line of its worked solution where that states the reference in the
    /// data's own form (<c>#### 42</c>), else the reference.
    /// </summary>
    public static string From(Sample example, GenerateRequest request)
    {
        if (Framed(example.Reference, request) is { } framed)
        {
            return framed;
        }
        var solution = (example.Solution ?? "").TrimEnd();
        var conclusion = solution[(solution.LastIndexOf('\n') + 1)..];
        return Plain(conclusion).Contains(Plain(example.Reference), StringComparison.Ordinal)
            ? conclusion
            : For(example.Reference, request);
    }

    private static string? Framed(string answer, GenerateRequest request)
    {
        var prompt = Prompt(request);
        return prompt.Contains("I hope it is correct.", StringComparison.Ordinal)
                ? $"Final Answer: The final answer is ${answer}$. I hope it is correct."
            : prompt.EndsWith("Answer: $", StringComparison.Ordinal) ? $"{answer}$"
            : null;
    }

    private static string Plain(string text) => text.Replace(",", "", StringComparison.Ordinal);

    private static bool AsksForReasoning(GenerateRequest request) =>
        Prompt(request).Contains("step by step", StringComparison.OrdinalIgnoreCase);

    private static string Prompt(GenerateRequest request) =>
        request.Text ?? (request.Messages.IsEmpty ? "" : request.Messages[^1].Text);
}
