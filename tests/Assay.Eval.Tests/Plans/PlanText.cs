using System.Collections;
using System.Text;
using System.Text.Json;
using Assay.Models;
using Assay.Runs;

namespace Assay.Eval.Tests.Plans;

/// <summary>A plan as a text with a line for each property, so that two plans can be compared by what is in them.</summary>
internal static class PlanText
{
    public static string Of(EvalPlan plan)
    {
        var text = new StringBuilder();
        Append(text, "", plan);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string prefix, object of)
    {
        foreach (var property in of.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var value = property.GetValue(of);
            if (value is GenerationOptions options)
            {
                Append(text, "Generation.", options);
                continue;
            }
            text.Append(prefix).Append(property.Name).Append(": ").AppendLine(Show(value));
        }
    }

    private static string Show(object? value) =>
        value switch
        {
            null => "null",
            string given => JsonSerializer.Serialize(given),
            JsonElement json => JsonSerializer.Serialize(json),
            double number => number.ToString("R"),
            IReadOnlyDictionary<string, JsonElement> entries => string.Join(
                ", ",
                entries.Select(entry => $"{Show(entry.Key)}: {Show(entry.Value)}")
            ),
            IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Show)),
            _ => value.ToString()!,
        };
}
