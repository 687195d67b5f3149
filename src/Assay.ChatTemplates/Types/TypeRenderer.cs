using System.Collections.Immutable;
using System.Text;
using Assay.Models;

namespace Assay.ChatTemplates.Types;

/// <summary>Writes a chat in the format of a template type.</summary>
internal sealed class TypeRenderer(string name, TypeFormat format) : IPromptRenderer
{
    public ImmutableArray<PromptPiece> Render(ChatTemplateInput input)
    {
        if (input.RawMessages is not null || input.Tools is not null)
        {
            throw Refusal("takes texts of system, user and assistant only: no tools");
        }
        var prompt = new Pieces();
        var messages = input.Messages.AsSpan();
        string? system = null;
        if (messages is [{ Role: Role.System } first, ..])
        {
            system = first.Text;
            messages = messages[1..];
        }
        Begin(prompt, system);
        for (var at = 0; at < messages.Length; at++)
        {
            if (messages[at].Role != (at % 2 == 0 ? Role.User : Role.Assistant))
            {
                throw Refusal("takes user and assistant in turns, behind at most one system message");
            }
            var last = at == messages.Length - 1;
            if (messages[at].Role is Role.Assistant)
            {
                prompt.Add(messages[at].Text);
                var close = last ? format.End : format.Between ?? throw Refusal("takes one question only");
                prompt.Add(close, Fill.None);
                continue;
            }
            prompt.Add(format.Question, new Fill(null, messages[at].Text, (at / 2) + 1));
            if (!last || input.AddGenerationPrompt)
            {
                prompt.Add(format.Answer, Fill.None);
            }
        }
        return prompt.ToImmutable();
    }

    private void Begin(Pieces prompt, string? system)
    {
        system ??= format.DefaultSystem;
        if (!string.IsNullOrEmpty(system))
        {
            prompt.Add(
                format.System ?? throw Refusal("has no place for a system message"),
                new Fill(system, null, null)
            );
            return;
        }
        prompt.Add(format.Begin, Fill.None);
    }

    private InputException Refusal(string why) =>
        new($"template type '{name}' {why}", "--template-type", "name another type, or none");

    private readonly record struct Fill(string? System, string? Question, int? Round)
    {
        public static Fill None => default;

        public string? Of(Slot slot) =>
            slot switch
            {
                Slot.S => System,
                Slot.Q => Question,
                Slot.N => Round?.ToString(),
                _ => null,
            };
    }

    /// <summary>Collects pieces, joining texts and ids that follow each other.</summary>
    private sealed class Pieces
    {
        private readonly ImmutableArray<PromptPiece>.Builder done = ImmutableArray.CreateBuilder<PromptPiece>();
        private readonly StringBuilder text = new();

        public void Add(string more) => text.Append(more);

        public void Add(ImmutableArray<Part> parts, Fill fill)
        {
            foreach (var part in parts)
            {
                switch (part.Piece)
                {
                    case null:
                        text.Append(fill.Of(part.Slot));
                        break;
                    case PromptText fixedText:
                        text.Append(fixedText.Text);
                        break;
                    case PromptIds ids when text.Length == 0 && done is [.., PromptIds before]:
                        done[^1] = new PromptIds([.. before.Ids, .. ids.Ids]);
                        break;
                    default:
                        EndText();
                        done.Add(part.Piece);
                        break;
                }
            }
        }

        public ImmutableArray<PromptPiece> ToImmutable()
        {
            EndText();
            return done.ToImmutable();
        }

        private void EndText()
        {
            if (text.Length > 0)
            {
                done.Add(new PromptText(text.ToString()));
                text.Clear();
            }
        }
    }
}
