using System.Text;

namespace Assay.Tokenizers.Decoding;

/// <summary>The steps from tokens to text, in order. Without any, blanks join the tokens.</summary>
internal sealed class DecoderChain(IReadOnlyList<IDecoder>? steps)
{
    private static readonly IReadOnlyList<IDecoder> blanks = [new BlankDecoder()];

    private readonly IReadOnlyList<IDecoder> steps = steps ?? blanks;

    /// <summary>Begins a text.</summary>
    public DecodingText Start(bool continues)
    {
        var text = new DecodingText();
        DecodeStep step = text;
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var fused = steps.Take(i).Any(before => before is FuseDecoder or ByteLevelDecoder);
            step = fused ? steps[i].StartFused(step, continues) : steps[i].Start(step, continues);
        }
        text.First = step;
        return text;
    }

    /// <summary>The bytes of one token in the middle of a text.</summary>
    public byte[] BytesOf(string token, bool literal)
    {
        if (!literal && steps.Any(step => step is ByteLevelDecoder) && ByteAlphabet.Bytes(token) is { } mapped)
        {
            return mapped;
        }
        if (steps.Any(step => step is ByteFallbackDecoder) && ByteToken.TryParse(token, out var value))
        {
            return [value];
        }
        var text = Start(continues: true);
        text.First.Take(token, literal);
        text.First.End();
        return Encoding.UTF8.GetBytes(text.Taken());
    }
}

/// <summary>What has become text so far; the last of the steps.</summary>
internal sealed class DecodingText : DecodeStep
{
    private readonly StringBuilder text = new();

    public DecodingText() => First = this;

    /// <summary>The step that takes the tokens.</summary>
    public DecodeStep First { get; set; }

    /// <summary>The text since the last call.</summary>
    public string Taken()
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }

    public override void Take(string token, bool literal) => text.Append(token);

    public override void End() { }
}
