using System.Text.Json;

namespace Assay.EndToEnd.Tests;

/// <summary>The files of a run folder, as they are on the disk now.</summary>
internal static class RunFiles
{
    /// <summary>The whole lines below <c>predictions</c>, a line that was cut off left out.</summary>
    public static List<JsonElement> Predictions(string run) =>
        [
            .. Files(run, "predictions")
                .SelectMany(file => File.ReadAllText(file).Split('\n')[..^1])
                .Select(line => JsonElement.Parse(line)),
        ];

    /// <summary>The questions that have an answer on the disk.</summary>
    public static IEnumerable<string> AnsweredPrompts(string run) =>
        Predictions(run).Where(line => !line.TryGetProperty("error", out _)).Select(Prompt);

    /// <summary>What was asked, as a server sees it: the last message of the chat.</summary>
    public static string Prompt(JsonElement prediction) =>
        prediction
            .GetProperty("origin_prompt")
            .GetProperty("messages")
            .EnumerateArray()
            .Last()
            .GetProperty("content")
            .GetString()!;

    /// <summary>Each question with what the model said.</summary>
    public static List<(string Prompt, string Answers)> Answers(string run) =>
        [.. Predictions(run).Select(line => (Prompt(line), line.GetProperty("choices").ToString())).Order()];

    /// <summary>Everything below <c>reports</c>, byte by byte.</summary>
    public static SortedDictionary<string, string> Reports(string run) =>
        new(
            Files(run, "reports")
                .ToDictionary(
                    file => Path.GetRelativePath(run, file),
                    file => Convert.ToHexString(File.ReadAllBytes(file))
                ),
            StringComparer.Ordinal
        );

    /// <summary>Everything below <c>reviews</c>; lines stand in the order in which answers arrived, which is no part of a result.</summary>
    public static List<string> Reviews(string run) =>
        [
            .. Files(run, "reviews")
                .SelectMany(file => File.ReadLines(file).Select(line => $"{Path.GetRelativePath(run, file)}: {line}"))
                .Order(StringComparer.Ordinal),
        ];

    private static string[] Files(string run, string kind) =>
        Directory.Exists(Path.Combine(run, kind))
            ? Directory.GetFiles(Path.Combine(run, kind), "*", SearchOption.AllDirectories)
            : [];
}
