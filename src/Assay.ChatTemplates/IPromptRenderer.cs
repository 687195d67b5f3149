using System.Collections.Immutable;

namespace Assay.ChatTemplates;

/// <summary>How a chat becomes a prompt: by Jinja or by a template type.</summary>
internal interface IPromptRenderer
{
    ImmutableArray<PromptPiece> Render(ChatTemplateInput input);
}
