namespace Assay.Tokenizers;

/// <summary>
/// Decodes ids as they come. The pieces put together are what <see cref="Tokenizer.Decode(ReadOnlySpan{int}, bool)"/> gives. For one thread at a time.
/// </summary>
public abstract class TokenDecoder
{
    /// <summary>Takes the next id.</summary>
    /// <returns>The text that is complete by now and was not given yet; often empty in the middle of a character.</returns>
    public abstract string Append(int id);

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back; bytes that make no character are U+FFFD.</returns>
    public abstract string Flush();
}
