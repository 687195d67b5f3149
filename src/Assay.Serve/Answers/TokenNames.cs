using System.Text;
using System.Text.Unicode;

namespace Assay.Serve.Answers;

/// <summary>Tokens in words, each on its own.</summary>
internal static class TokenNames
{
    /// <summary>
    /// The text of a token; for a part of a character its bytes, as OpenAI shows them (<c>bytes:\xe2\x80</c>); for one that is no text
    /// its name in the vocabulary.
    /// </summary>
    public static string NameOf(this IServedModel model, int id)
    {
        var bytes = model.BytesOf(id).Span;
        return bytes.IsEmpty ? model.TokenText(id)
            : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
            : Escaped(bytes);
    }

    private static string Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("bytes:");
        foreach (var value in bytes)
        {
            text.Append(@"\x").Append(value.ToString("x2"));
        }
        return text.ToString();
    }
}
