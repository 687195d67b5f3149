using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml;

/// <summary>What templates can use.</summary>
internal static class PromptVariables
{
    /// <summary>The names in every template.</summary>
    public static ImmutableArray<string> Common { get; } =
    ["question", "choices", "passage", "category", "subset", "id"];

    /// <summary>The names in the template of an example beside these.</summary>
    public static ImmutableArray<string> OfExamples { get; } = ["answer", "answer_text", "solution"];

    /// <summary>The program in an answer, in files of code.</summary>
    public const string Code = "code";

    /// <summary>A word that is new in each run, in files of code.</summary>
    public const string Nonce = "nonce";

    /// <summary>A sample's values.</summary>
    public static Dictionary<string, object> Of(Sample sample)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = "",
            ["question"] = sample.Question,
            ["choices"] = sample.Choices.Select(Of).ToArray(),
            ["passage"] = sample.Passage ?? "",
            ["category"] = sample.Category ?? "",
            ["subset"] = sample.Subset,
        };
        foreach (var (name, value) in sample.Fields)
        {
            values[name] = value;
        }
        return values;
    }

    /// <summary>An example's values, its answer among them.</summary>
    public static Dictionary<string, object> OfExample(Sample example)
    {
        var values = Of(example);
        values["answer"] = example.Reference;
        values["answer_text"] = TextOfAnswer(example);
        values["solution"] = example.Solution ?? "";
        return values;
    }

    /// <summary>The right choice's text, else the answer itself.</summary>
    public static string TextOfAnswer(Sample sample) =>
        sample.Choices.IsEmpty
            ? sample.Reference
            : sample.Choices.First(choice => choice.Label == sample.Reference).Text;

    private static object Of(Choice choice) =>
        new Dictionary<string, object>(StringComparer.Ordinal) { ["label"] = choice.Label, ["text"] = choice.Text };
}
