using System.Buffers;
using System.Text;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.SentencePiece;

/// <summary>A text cut into what one rule replaces, or one character, at a time; gives what stands in its place.</summary>
internal ref struct Replacements(string text, CharsMap? rules, PrefixIndex? userDefined)
{
    private readonly byte[] utf8 = rules is null ? [] : Encoding.UTF8.GetBytes(text);
    private int at;
    private int atByte;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly Replacements GetEnumerator() => this;

    public bool MoveNext()
    {
        if (at >= text.Length)
        {
            return false;
        }
        var rest = text.AsSpan(at);
        if (userDefined is not null && userDefined.TryLongest(rest, out var length, out _))
        {
            Current = rest[..length];
            Advance(length);
        }
        else if (
            rules is not null
            && rules.TryMatch(utf8.AsSpan(atByte), longest: true, out var bytes, out var replacement)
        )
        {
            Current = Encoding.UTF8.GetString(replacement);
            Advance(Encoding.UTF8.GetCharCount(utf8, atByte, bytes));
        }
        else
        {
            var whole = Rune.DecodeFromUtf16(rest, out _, out length) == OperationStatus.Done;
            Current = rest[..(whole ? length : 1)];
            Advance(Current.Length);
        }
        return true;
    }

    private void Advance(int characters)
    {
        if (rules is not null)
        {
            atByte += Encoding.UTF8.GetByteCount(text.AsSpan(at, characters));
        }
        at += characters;
    }
}
