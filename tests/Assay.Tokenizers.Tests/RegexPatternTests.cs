using Assay.Tokenizers.Patterns;
using Assay.Tokenizers.PreTokenizers;

namespace Assay.Tokenizers.Tests;

public sealed class RegexPatternTests
{
    [Theory]
    [InlineData("I'm here, isn't it?", "I|'m| here|,| isn|'t| it|?")]
    [InlineData("DON'T", "DON|'|T")]
    [InlineData("  two  blanks  ", " | two| | blanks|  ")]
    [InlineData("12345 67", "12345| 67")]
    [InlineData("a\n\nb", "a|\n|\n|b")]
    public void GPT_2_splits_as_published(string text, string words) =>
        Assert.Equal(words.Split('|'), Split(KnownPatterns.Gpt2, text));

    [Theory]
    [InlineData("DON'T I'M we'Re", "DON|'T| I|'M| we|'Re")]
    [InlineData("1234567", "123|456|7")]
    [InlineData("a  b", "a| | b")]
    [InlineData("end  \n\n next", "end|  \n\n| next")]
    [InlineData("(x)", "(x|)")]
    [InlineData("a  ", "a|  ")]
    [InlineData("!!\n", "!!\n")]
    public void Llama_3_splits_as_published(string text, string words) =>
        Assert.Equal(words.Split('|'), Split(KnownPatterns.Llama3, text));

    [Fact]
    public void Qwen_2_takes_digits_one_by_one() =>
        Assert.Equal(["in", " ", "2", "0", "2", "4"], Split(KnownPatterns.Qwen2, "in 2024"));

    [Theory]
    [InlineData("𠀀𠀁 𝒜𝒷", "𠀀𠀁| 𝒜𝒷")]
    [InlineData("𝟘𝟙𝟚𝟛", "𝟘𝟙𝟚|𝟛")]
    [InlineData("hi😀😃x", "hi|😀😃|x")]
    [InlineData("𐐀a1𝟙", "𐐀a|1𝟙")]
    public void Characters_above_U_FFFF_count_by_their_own_category(string text, string words) =>
        Assert.Equal(words.Split('|'), Split(KnownPatterns.Llama3, text));

    [Theory]
    // Named in the pattern, alone, in a class, in a range, and left out of one.
    [InlineData("😀", "x😀😃", "x|😀|😃")]
    [InlineData("[a😀]+", "xa😀😃", "x|a😀|😃")]
    [InlineData("[\\x{20000}-\\x{2A6DF}]+", "你𠀀𠀁𰀀", "你|𠀀𠀁|𰀀")]
    [InlineData("[^😀]+", "x😃😀y", "x😃|😀|y")]
    [InlineData("\\p{Han}+", "の你𠀀x", "の|你𠀀|x")]
    [InlineData("[\\p{L}&&[^\\p{Han}]]+", "の你𠀀x𝒜", "の|你𠀀|x𝒜")]
    [InlineData("\\P{Han}+", "の你𠀀x𝒜", "の|你𠀀|x𝒜")]
    public void A_pattern_may_name_characters_above_U_FFFF(string pattern, string text, string words) =>
        Assert.Equal(words.Split('|'), Split(pattern, text));

    [Theory]
    // Possessive: what was taken is not given back.
    [InlineData("a++ab|b", "aaab", "aaa|b")]
    [InlineData("a?+ab", "ab aab", "ab |aab")]
    // Behind a count a plus repeats.
    [InlineData("x{2}+", "xxxxx", "xxxx|x")]
    [InlineData("a{,2}b", "aaab", "a|aab")]
    [InlineData("{a}", "b{a}", "b|{a}")]
    // Classes within classes, as BLOOM's pattern has them.
    [InlineData(" ?[^(\\s|[.,!?])]+", "a b,c", "a| b|,|c")]
    [InlineData("[[:punct:]]+", "a+$.b", "a|+$.|b")]
    [InlineData("[a[^b-z]]+", "1a-b", "1a-|b")]
    [InlineData("[^a[^b-z]]+", "1bab", "1|b|a|b")]
    [InlineData("[a-c&&b-d]+", "abcd", "a|bc|d")]
    [InlineData("[]x]+", "a]x", "a|]x")]
    [InlineData("[a\\-z]+", "a-zb", "a-z|b")]
    [InlineData("[\\p{^L}]+", "a1b", "a|1|b")]
    // The line ends of Ruby: ^ and $ at every line.
    [InlineData("^b$", "a\nb\nc", "a\n|b|\nc")]
    [InlineData("(?i:s)", "asSſb", "a|s|S|ſ|b")]
    [InlineData("(?i:k)", "kK\u212A", "k|K|\u212A")]
    [InlineData("a(?i)b|c", "ABaBC", "AB|aB|C")]
    [InlineData("(?m:.)", "\n", "\n")]
    [InlineData("\\h+", "xfFg", "x|fF|g")]
    [InlineData("\\u0061", "ba", "b|a")]
    [InlineData("(?<=a)b", "abb", "a|b|b")]
    public void Rubys_dialect_keeps_its_meaning(string pattern, string text, string words) =>
        Assert.Equal(words.Split('|'), Split(pattern, text));

    [Theory]
    [InlineData("(", "a ')' is missing")]
    [InlineData("a)", "a ')' has no '('")]
    [InlineData("[a", "a ']' is missing")]
    [InlineData("*a", "'*' repeats nothing")]
    [InlineData("\\p{Klingon}", "the property 'Klingon' is not supported")]
    [InlineData("(a)\\1", "\\1 is not supported")]
    [InlineData("[z-a]", "a range goes backwards")]
    [InlineData("a{9999}", "it repeats 9999 times")]
    [InlineData("(((a{900}){900}){900})", "it repeats too much")]
    [InlineData("\\x{110000}", "is no character")]
    [InlineData("\\", "it ends too early")]
    public void A_pattern_that_cannot_be_used_is_refused_with_the_reason(string pattern, string reason)
    {
        var error = Assert.Throws<InputException>(() => new RegexPattern(pattern, "tokenizer.json"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_is_stopped()
    {
        var pattern = new RegexPattern("(?:a|aa)*ac", "tokenizer.json", TimeSpan.FromMilliseconds(50));

        var error = Assert.Throws<InputException>(() => pattern.Matches(new string('a', 100) + "dac"));
        Assert.Contains("takes too long on this text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_nested_without_end_are_refused()
    {
        var pattern = new string('(', 4000) + "a" + new string(')', 4000);

        Assert.Throws<InputException>(() => new RegexPattern(pattern, "tokenizer.json"));
    }

    private static string[] Split(string pattern, string text)
    {
        var pieces = new List<Piece>();
        new PatternSplit(new RegexPattern(pattern, "test"), SplitBehavior.Isolated).Split(
            new Piece(text, 0, text.Length, AtStart: true),
            pieces
        );
        return [.. pieces.Select(piece => piece.ToString())];
    }
}
