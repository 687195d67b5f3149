using System.Collections.Immutable;
using Assay.Models;

namespace Assay.ChatTemplates;

/// <summary>Whether a template has a place for the system message, and what to do where it has none.</summary>
internal static class SystemRole
{
    private const string SystemProbe = "You answer in rhymes.";
    private static readonly Message QuestionProbe = new(Role.User, "How old is the sea?");

    public static bool IsIn(ChatTemplateInput input) => input.Messages is [{ Role: Role.System }, ..];

    /// <summary>
    /// A template that fails without a system message too says nothing about the role: the caller then sees its own error.
    /// </summary>
    public static bool IsTakenBy(IPromptRenderer renderer) =>
        Try(renderer, [new Message(Role.System, SystemProbe), QuestionProbe]) is { } prompt
            ? prompt.Contains(SystemProbe, StringComparison.Ordinal)
            : Try(renderer, [QuestionProbe]) is null;

    /// <summary>
    /// Puts the system text before the first user message's, with an empty line between, as Gemma's own later templates do.
    /// </summary>
    public static ChatTemplateInput Fold(ChatTemplateInput input)
    {
        var system = input.Messages[0].Text;
        var rest = input.Messages.RemoveAt(0);
        if (system.Length == 0)
        {
            return input with { Messages = rest };
        }
        var question = rest.FirstOrDefault(message => message.Role is Role.User);
        return input with
        {
            Messages = question is null
                ? rest.Insert(0, new Message(Role.User, system))
                : rest.Replace(question, question with { Text = $"{system}\n\n{question.Text}" }),
        };
    }

    private static string? Try(IPromptRenderer renderer, ImmutableArray<Message> messages)
    {
        try
        {
            var pieces = renderer.Render(
                new ChatTemplateInput
                {
                    Messages = messages,
                    BosToken = "<s>",
                    EosToken = "</s>",
                }
            );
            return string.Concat(pieces.OfType<PromptText>().Select(piece => piece.Text));
        }
        catch (InputException)
        {
            return null;
        }
    }
}
