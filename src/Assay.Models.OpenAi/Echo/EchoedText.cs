namespace Assay.Models.OpenAi.Echo;

/// <summary>
/// Finds the first token of the continuation in an echoed prompt. Servers write a prompt's tokens differently: with a token for the
/// beginning of the text or without, with characters cut into several tokens, with offsets that count either in or not. So the end of
/// the prompt is what is measured from, and where that does not tell, null says so.
/// </summary>
internal static class EchoedText
{
    /// <summary>The index of the continuation's first token; a token that reaches into the continuation belongs to it.</summary>
    /// <param name="prompt">What was sent.</param>
    /// <param name="contextLength">How much of it is context, in UTF-16 units.</param>
    /// <param name="echo">What came back.</param>
    /// <param name="count">How many tokens are the prompt's; those behind were generated.</param>
    public static int? FirstOfContinuation(string prompt, int contextLength, EchoLogProbs echo, int count)
    {
        var first = ByOffsets(prompt, contextLength, echo, count) ?? ByTexts(prompt, contextLength, echo.Tokens, count);
        return first is { } found && found < count ? found : null;
    }

    private static int? ByOffsets(string prompt, int contextLength, EchoLogProbs echo, int count)
    {
        // The generated token begins where the prompt ends: else the offsets count something that was not sent.
        if (echo.TextOffset is not { } offsets || offsets.Length <= count || offsets[count] != CodePoints(prompt))
        {
            return null;
        }
        var border = CodePoints(prompt.AsSpan(0, contextLength));
        var first = count;
        while (first > 0 && offsets[first] > border)
        {
            first--;
        }
        return WithSplitCharacter(first, i => offsets[i + 1] - offsets[i]);
    }

    private static int? ByTexts(string prompt, int contextLength, string[]? tokens, int count)
    {
        if (tokens is null || tokens.Length < count)
        {
            return null;
        }
        var first = count;
        var start = prompt.Length;
        while (first > 0 && start > contextLength)
        {
            var token = tokens[--first];
            start -= token.Length;
            // Texts that are not the prompt's (half characters, markers for blanks) measure nothing.
            if (start < 0 || string.CompareOrdinal(prompt, start, token, 0, token.Length) != 0)
            {
                return null;
            }
        }
        return WithSplitCharacter(first, i => tokens[i].Length);
    }

    // The first bytes of a character that was cut up come as tokens without text; they are part of it. A text's very first token
    // without text is the mark of its beginning.
    private static int WithSplitCharacter(int first, Func<int, int> length)
    {
        while (first > 1 && length(first - 1) == 0)
        {
            first--;
        }
        return first;
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }
        return count;
    }
}
