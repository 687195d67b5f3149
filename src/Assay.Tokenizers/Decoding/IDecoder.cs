namespace Assay.Tokenizers.Decoding;

/// <summary>One step from tokens to text. Holds no state of a text: <see cref="Start"/> gives what does.</summary>
internal interface IDecoder
{
    /// <summary>Begins a text.</summary>
    /// <param name="next">The step that takes what this one gives.</param>
    /// <param name="continues">Whether other text went before.</param>
    DecodeStep Start(DecodeStep next, bool continues);

    /// <summary>The same over tokens that an earlier step has put together, given in chunks.</summary>
    DecodeStep StartFused(DecodeStep next, bool continues) => new WholeText(Start(next, continues));
}

/// <summary>A step at work on one text.</summary>
internal abstract class DecodeStep
{
    /// <summary>Takes a token, or a chunk of text once tokens are put together.</summary>
    /// <param name="token">As the step before gave it.</param>
    /// <param name="literal">Whether the token is spelt as it is, outside the model's alphabet.</param>
    public abstract void Take(string token, bool literal);

    /// <summary>Ends the text.</summary>
    public abstract void End();
}

/// <summary>Gathers chunks to give them on as one at the end, for steps that must see the whole text.</summary>
internal sealed class WholeText(DecodeStep next) : DecodeStep
{
    private readonly System.Text.StringBuilder whole = new();

    public override void Take(string token, bool literal) => whole.Append(token);

    public override void End()
    {
        next.Take(whole.ToString(), literal: false);
        next.End();
    }
}
