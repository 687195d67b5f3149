using System.CommandLine;
using Assay.Backends;
using Assay.Models.Local.Folders;
using Assay.Repositories;

namespace Assay.Cli.Verbs;

/// <summary>The model of <c>assay models show</c> and <c>bench</c>: one that is on this machine.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() =>
        new("model")
        {
            HelpName = "FOLDER|ID|tiny",
            Description = "A model's folder, a hub's ORG/NAME once pulled, or tiny: the one that comes along.",
        };

    /// <summary>Where the model is.</summary>
    /// <exception cref="InputException">It is not on this machine.</exception>
    public static string Find(string name, string? workDir) =>
        name == TinyBackend.Name
            ? ModelFolders.Tiny()
            : ModelFolders.Find(name, workDir: workDir)
                ?? throw new InputException(
                    "neither a folder nor a downloaded model",
                    $"model '{name}'",
                    Remedy(name, ModelFolders.List(workDir).Select(model => model.Id))
                );

    private static string Pull(string name) =>
        name.Contains('/', StringComparison.Ordinal) && HubId.IsOne(name)
            ? $"fetch it with 'assay models pull {name}', or "
            : "";

    private static string Remedy(string name, IEnumerable<string> known) =>
        DidYouMean.Nearest(name, known.Append(TinyBackend.Name)) is { } near
            ? $"did you mean '{near}'? 'assay models list' shows those of this machine"
            : Pull(name) + "give the path of a model folder; 'assay models list' shows those of this machine";
}
