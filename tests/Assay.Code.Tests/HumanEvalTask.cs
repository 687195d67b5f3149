using System.Text.Json;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>Tasks made of HumanEval's rows.</summary>
internal static class HumanEvalTask
{
    public static CodeTask Of(JsonElement row, string text)
    {
        var entry = row.GetProperty("entry_point").GetString()!;
        return new()
        {
            Language = "python",
            EntryPoint = entry,
            Prompt = row.GetProperty("prompt").GetString()!,
            Answer = CodeExtractor.Find(text, "python", entry, asWritten: true) ?? new("", false, ""),
            Test = $"{row.GetProperty("test").GetString()}\ncheck({entry})",
            Time = TimeSpan.FromSeconds(10),
        };
    }
}
