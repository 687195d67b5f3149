using System.CommandLine;
using Assay.Repositories;

namespace Assay.Cli.Flags;

/// <summary>Flags of the verbs that download.</summary>
internal static class HubFlags
{
    public const string DatasetName = "--dataset-hub";
    public const string ModelName = "--model-hub";

    public static Option<string> Dataset() => Hub(DatasetName, "ModelScope|HuggingFace|Local");

    public static Option<string> Model() => Hub(ModelName, "ModelScope|HuggingFace");

    /// <summary>The hub that a flag names.</summary>
    /// <exception cref="InputException">It names none to download from.</exception>
    public static Hub Read(ParseResult parsed, Option<string> option)
    {
        var hub = parsed.GetValue(option) is { } name ? HubName.Parse(name, option.Name) : Repositories.Hub.ModelScope;
        return hub is not Repositories.Hub.Local
            ? hub
            : throw new InputException(
                "nothing is downloaded from hub Local",
                option.Name,
                "name ModelScope or HuggingFace"
            );
    }

    private static Option<string> Hub(string flag, string values)
    {
        var option = new Option<string>(flag)
        {
            HelpName = values,
            Description = "Where it comes from. Default: ModelScope.",
        };
        option.CompletionSources.Add(_ =>
            values.Split('|').Select(value => new System.CommandLine.Completions.CompletionItem(value))
        );
        return option;
    }
}
