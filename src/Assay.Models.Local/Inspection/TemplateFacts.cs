using Assay.ChatTemplates;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Inspection;

/// <summary>Where a model's chat template comes from.</summary>
public enum TemplateOrigin
{
    /// <summary>There is none: messages are joined as they are.</summary>
    None,

    /// <summary>The folder has it.</summary>
    Own,

    /// <summary>A template type that fits the model's name.</summary>
    Guessed,
}

/// <summary>A model's chat template, as it is used where the user names none.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Name">The file and key in the folder, or the template type; null where there is none.</param>
public sealed record TemplateFacts(TemplateOrigin Origin, string? Name)
{
    /// <exception cref="InputException">The folder's own template is no template.</exception>
    internal static TemplateFacts Of(ModelFolder folder, string name) =>
        ChatTemplate.OfFolder(folder.Folder) is { } own ? new(TemplateOrigin.Own, Short(own.Name, folder.Folder))
        : ChatTemplate.Guess(name) is { } guessed ? new(TemplateOrigin.Guessed, guessed.Name)
        : new(TemplateOrigin.None, null);

    private static string Short(string name, string folder) =>
        name.StartsWith(folder, StringComparison.Ordinal)
            ? name[folder.Length..].TrimStart(Path.DirectorySeparatorChar)
            : name;
}

/// <summary>A model's tokenizer.</summary>
/// <param name="Kind">The algorithm.</param>
/// <param name="Vocabulary">How many tokens it has.</param>
public sealed record TokenizerFacts(string Kind, int Vocabulary);
