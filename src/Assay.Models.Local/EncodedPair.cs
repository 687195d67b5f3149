using Assay.Tokenizers;

namespace Assay.Models.Local;

/// <summary>
/// A context and a continuation as tokens. Blanks at the context's end go to the continuation; both are encoded as one text, and what is
/// longer than the encoded context is the continuation (EleutherAI/lm-evaluation-harness, <c>TemplateLM._encode_pair</c>). Where there
/// is no context the token that begins a text takes its place.
/// </summary>
internal sealed record EncodedPair(int[] Context, int[] Continuation)
{
    public static EncodedPair Of(Tokenizer tokenizer, string context, string continuation)
    {
        var trimmed = context.TrimEnd();
        var blanks = context[trimmed.Length..];
        var begin = trimmed.Length == 0 ? [] : tokenizer.Encode(trimmed);
        var whole = tokenizer.Encode(trimmed + blanks + continuation, addSpecial: true);
        if (begin.Count == 0)
        {
            var first = tokenizer.BosId ?? tokenizer.EosId ?? 0;
            return whole.Count > 0 && whole[0] == first
                ? new EncodedPair([first], [.. whole.Skip(1)])
                : new EncodedPair([first], [.. whole]);
        }
        // A continuation may melt into the context's last token; that one is scored then, or nothing would be.
        var border = continuation.Length == 0 ? begin.Count : Math.Min(begin.Count, whole.Count - 1);
        return border > 0
            ? new EncodedPair([.. whole.Take(border)], [.. whole.Skip(border)])
            : new EncodedPair([tokenizer.BosId ?? tokenizer.EosId ?? 0], [.. whole]);
    }

    /// <summary>The tokens that go through the model: nothing is asked of it behind the last one.</summary>
    public int Length => Context.Length + Math.Max(0, Continuation.Length - 1);

    /// <summary>
    /// Cuts from the left what does not fit; at least one token of context stays, so a long continuation is cut too. The last token of a
    /// continuation takes no room, as nothing is asked of the model behind it.
    /// </summary>
    public EncodedPair Fit(int tokens, out int dropped)
    {
        dropped = Math.Max(0, Length - tokens);
        if (dropped == 0)
        {
            return this;
        }
        int[] all = [.. Context, .. Continuation];
        var kept = all[dropped..];
        var context = Math.Max(1, Context.Length - dropped);
        return new EncodedPair(kept[..context], kept[context..]);
    }
}
