using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class NormalizerTests
{
    [Theory]
    // From UAX 15: the angstrom sign, ligatures, marks out of order, Hangul, a composition that is excluded.
    [InlineData("NFC", "A\u030A\u212B", "\u00C5\u00C5")]
    [InlineData("NFD", "\u212B", "A\u030A")]
    [InlineData("NFKC", "\uFB01 \u2460 \uFF21", "fi 1 A")]
    [InlineData("NFKD", "\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData("NFC", "\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("NFKC", "\u1E9B\u0323", "\u1E69")]
    [InlineData("NFD", "\u1E0B\u0323", "d\u0323\u0307")]
    [InlineData("NFC", "d\u0307\u0323", "\u1E0D\u0307")]
    [InlineData("NFD", "\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("NFC", "\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("NFC", "\u0958", "\u0915\u093C")]
    [InlineData("NFC", "\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("NFC", "plain", "plain")]
    public void The_forms_of_Unicode_are_those_of_its_annex(string form, string text, string expected) =>
        Assert.Equal(expected, Parsed.Normalize($$"""{"type": "{{form}}"}""", text));

    [Theory]
    [InlineData("""{"type": "Prepend", "prepend": "▁"}""", "a", "▁a")]
    [InlineData("""{"type": "Prepend", "prepend": "▁"}""", "", "")]
    [InlineData("""{"type": "Replace", "pattern": {"String": " "}, "content": "▁"}""", "a b", "a▁b")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "$0"}""", "a   b c", "a$0b c")]
    [InlineData("""{"type": "Lowercase"}""", "ÀΣİ", "àσi\u0307")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": false}""", " \u00A0a ", "a ")]
    [InlineData("""{"type": "StripAccents"}""", "e\u0301\u20DD", "e")]
    [InlineData("""{"type": "Nmt"}""", "a\u0008\u200Bb\u2028\u007F", "a b ")]
    [InlineData("""{"type": "ByteLevel"}""", " é", "ĠÃ©")]
    [InlineData(
        """{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""",
        "ÉA",
        "ea"
    )]
    [InlineData("""{"type": "BertNormalizer"}""", "Élan\u0000\t你x\u0085", "elan  你 x")]
    [InlineData("""{"type": "BertNormalizer", "lowercase": false}""", "É", "É")]
    [InlineData("""{"type": "BertNormalizer", "handle_chinese_chars": false, "strip_accents": false}""", "É你", "é你")]
    public void Each_normalizer_does_its_part(string json, string text, string expected) =>
        Assert.Equal(expected, Parsed.Normalize(json, text));

    [Fact]
    public void A_thousand_marks_on_one_letter_are_put_in_order()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000));

        var ordered = new UnicodeForm(Form.Nfd).Normalize("a" + marks, atStart: true);

        Assert.Equal("a" + new string('\u0323', 100_000) + new string('\u0301', 100_000), ordered);
    }

    [Fact]
    public void Compiled_rules_replace_what_they_match()
    {
        var json =
            $$"""{"type": "Precompiled", "precompiled_charsmap": "{{Convert.ToBase64String(CharsMaps.AToX)}}"}""";

        Assert.Equal("xbx", Parsed.Normalize(json, "aba"));
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("/////w==")]
    public void Compiled_rules_that_are_cut_off_are_refused(string base64)
    {
        var json = $$"""{"type": "Precompiled", "precompiled_charsmap": "{{base64}}"}""";

        Assert.Throws<InputException>(() => Parsed.Normalize(json, "a"));
    }

    [Fact]
    public void Replacements_that_double_a_text_again_and_again_are_stopped()
    {
        var step = """{"type": "Replace", "pattern": {"String": "a"}, "content": "aa"}""";
        var json = $$"""{"type": "Sequence", "normalizers": [{{string.Join(',', Enumerable.Repeat(step, 60))}}]}""";

        var error = Assert.Throws<InputException>(() => Parsed.Normalize(json, "a"));
        Assert.Contains("grow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_normalizer_is_refused_with_the_nearest()
    {
        var error = Assert.Throws<InputException>(() => Parsed.Normalize("""{"type": "Lowercas"}""", "a"));

        Assert.Contains("did you mean 'Lowercase'?", error.Message, StringComparison.Ordinal);
    }
}
