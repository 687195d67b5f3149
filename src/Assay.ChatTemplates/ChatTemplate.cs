using System.Collections.Immutable;
using Assay.ChatTemplates.Jinja;
using Assay.ChatTemplates.Types;
using Assay.Prompts;

namespace Assay.ChatTemplates;

/// <summary>
/// Turns a chat into the prompt that a local model is given. Thread-safe; rendering has no side effects, runs no code but the
/// template's own expressions, and is bounded in time and memory.
/// </summary>
public sealed class ChatTemplate
{
    private readonly IPromptRenderer renderer;
    private readonly Lazy<bool> supportsSystem;

    private ChatTemplate(string name, string source, ImmutableArray<string> stop, IPromptRenderer renderer)
    {
        Name = name;
        Source = source;
        Stop = stop;
        this.renderer = renderer;
        supportsSystem = new Lazy<bool>(() => SystemRole.IsTakenBy(renderer));
    }

    /// <summary>The template type, or the file that the template came from.</summary>
    public string Name { get; }

    /// <summary>The Jinja source, or the format of the template type.</summary>
    public string Source { get; }

    /// <summary>Strings that end an answer, beside the model's own end-of-text token.</summary>
    public ImmutableArray<string> Stop { get; }

    /// <summary>
    /// Whether a system message has a place in the prompt: a probe chat with one renders, and the prompt contains its text. Where not,
    /// <see cref="Render"/> puts its text before that of the first user message, with an empty line between.
    /// </summary>
    public bool SupportsSystem => supportsSystem.Value;

    /// <summary>
    /// Reads a Jinja template as the hubs' model folders have it. Whitespace, filters, tests and globals are those of
    /// huggingface/transformers <c>utils/chat_template_utils.py</c>: Jinja 3.1 with <c>trim_blocks</c>, <c>lstrip_blocks</c>, loop
    /// controls, an immutable sandbox, and its own <c>tojson</c>.
    /// </summary>
    /// <param name="source">The template.</param>
    /// <param name="where">Where it comes from, for messages.</param>
    /// <exception cref="InputException">It is no template, or uses what templates of model folders do not: includes, imports.</exception>
    public static ChatTemplate Parse(string source, string where)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(where);
        return new ChatTemplate(where, source, [], JinjaTemplate.Parse(source, where));
    }

    /// <summary>
    /// The template of a model folder: <c>chat_template.jinja</c>, else <c>chat_template</c> in <c>chat_template.json</c>, else in
    /// <c>tokenizer_config.json</c>; of several named ones the one called <c>default</c>. Null where there is none.
    /// </summary>
    /// <exception cref="InputException">A file cannot be read or is wrong.</exception>
    public static ChatTemplate? OfFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return TemplateFolder.Find(folder) is var (source, where) ? Parse(source, where) : null;
    }

    /// <summary>One of the early platform's template types, by name or alias.</summary>
    /// <exception cref="InputException">There is none of that name; suggests the nearest.</exception>
    public static ChatTemplate OfType(string name)
    {
        var type = TemplateTypes.Get(name);
        return new ChatTemplate(
            type.Name,
            type.Format,
            type.Stop,
            new TypeRenderer(type.Name, TypeFormats.Get(type.Name))
        );
    }

    /// <summary>The template type that fits a model's name, for folders without a template; null when the name says nothing.</summary>
    public static ChatTemplate? Guess(string modelName)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        return ModelNames.TypeOf(modelName) is { } type ? OfType(type) : null;
    }

    /// <summary>The prompt for a chat.</summary>
    /// <exception cref="InputException">The template refuses the chat, fails, or takes too long; says where and why.</exception>
    public ImmutableArray<PromptPiece> Render(ChatTemplateInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var folds = input.RawMessages is null && SystemRole.IsIn(input) && !SupportsSystem;
        return renderer.Render(folds ? SystemRole.Fold(input) : input);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
