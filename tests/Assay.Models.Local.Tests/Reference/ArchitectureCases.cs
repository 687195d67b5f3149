using System.Text.Json.Nodes;
using Assay.Models.Local.Tests.Reference.Cases;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>Every architecture, with every setting that changes its mathematics.</summary>
public static class ArchitectureCases
{
    /// <summary>The size of the cases' vocabularies but Baichuan's.</summary>
    public const int Vocabulary = 97;

    /// <summary>All cases.</summary>
    public static IReadOnlyList<ArchitectureCase> All { get; } =
    [
        .. LlamaCases.All,
        .. RotaryCases.All,
        .. MistralCases.All,
        .. QwenCases.All,
        .. GemmaCases.All,
        .. Phi3Cases.All,
        .. RemoteCodeCases.All,
        .. Gpt2Cases.All,
    ];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    /// <summary>The case of a name.</summary>
    public static ArchitectureCase Named(string name) => All.Single(one => one.Name == name);

    /// <summary>A case whose <c>config.json</c> is a family's, with some settings changed.</summary>
    internal static ArchitectureCase Case(string name, string family, string changes = "{}") =>
        new(name, new RandomFolder { Config = Merge(family, changes), Seed = Seed(name) });

    /// <summary>The same weights under other settings.</summary>
    internal static ArchitectureCase With(this ArchitectureCase one, string changes) =>
        one.Stored(folder => folder with { Config = Merge(folder.Config, changes) });

    /// <summary>The same case with its folder changed.</summary>
    internal static ArchitectureCase Stored(this ArchitectureCase one, Func<RandomFolder, RandomFolder> change) =>
        one with
        {
            Folder = change(one.Folder),
        };

    private static string Merge(string settings, string changes)
    {
        var merged = JsonNode.Parse(settings)!.AsObject();
        foreach (var (setting, value) in JsonNode.Parse(changes)!.AsObject())
        {
            merged[setting] = value?.DeepClone();
        }
        return merged.ToJsonString();
    }

    // string.GetHashCode differs from run to run.
    private static int Seed(string name) => name.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));
}
