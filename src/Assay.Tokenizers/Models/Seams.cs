namespace Assay.Tokenizers.Models;

/// <summary>
/// Where a long word may be cut without a change of its tokens: between two characters that stand side by side in no
/// token. Models without words (SentencePiece's) get words that way, which are short and come again.
/// </summary>
internal sealed class Seams
{
    private readonly HashSet<int> joined = [];

    /// <summary>Notes that a token has these two side by side.</summary>
    public void Join(char left, char right) => joined.Add(Pair(left, right));

    /// <summary>Notes all neighbours in a token.</summary>
    public void Join(string token)
    {
        for (var i = 1; i < token.Length; i++)
        {
            Join(token[i - 1], token[i]);
        }
    }

    /// <summary>The length of the first part of a word.</summary>
    /// <param name="word">What is left of it.</param>
    /// <param name="isToken">Whether a character is a token; others must stay together, as they may become one.</param>
    public int FirstCut<TTest>(ReadOnlySpan<char> word, TTest isToken)
        where TTest : struct, ICharacterTest
    {
        for (var i = 1; i < word.Length; i++)
        {
            // Where half a character stands nothing is a token.
            if (!joined.Contains(Pair(word[i - 1], word[i])) && isToken.Test(word[i - 1]) && isToken.Test(word[i]))
            {
                return i;
            }
        }
        return word.Length;
    }

    private static int Pair(char left, char right) => (left << 16) | right;
}

internal interface ICharacterTest
{
    bool Test(char character);
}
