using System.Collections.Immutable;
using Assay.Runs;

namespace Assay.Plans;

/// <summary>Stages by the names that plans have for them.</summary>
internal static class StageName
{
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<Stage>().Select(Of)];

    public static string Of(Stage stage) => stage.ToString().ToLowerInvariant();

    public static Stage Parse(string name) => Enum.Parse<Stage>(name, ignoreCase: true);
}
