namespace Assay.Tokenizers.PreTokenizers;

/// <summary>Splits a piece of text into smaller ones, which are words in the end.</summary>
internal interface IPreTokenizer
{
    /// <summary>Appends the pieces; none is empty.</summary>
    void Split(Piece piece, List<Piece> to);
}

/// <summary>A stretch of a text.</summary>
/// <param name="Text">The text it lies in.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many UTF-16 units it has.</param>
/// <param name="AtStart">Whether the text as the user gave it begins with it.</param>
internal readonly record struct Piece(string Text, int Start, int Length, bool AtStart)
{
    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    /// <summary>A stretch of the piece.</summary>
    public Piece Part(int start, int length) => new(Text, Start + start, length, AtStart && start == 0);

    /// <summary>The same place with another text.</summary>
    public Piece With(string text) => new(text, 0, text.Length, AtStart);

    public override string ToString() => Span.ToString();
}
