using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;

namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class PropertyTests
{
    private static readonly string[] Fragments =
    [
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "{%- ",
        " -%}",
        "{#",
        "#}",
        "if ",
        "else",
        "endif",
        "for x in ",
        "endfor",
        "set y = ",
        "macro m(a, b=1)",
        "endmacro",
        "call ",
        "m(",
        "x",
        "s",
        "l",
        "d",
        "ms",
        "n",
        "missing",
        "'a'",
        "'",
        "\\",
        "1",
        "-2.5",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ".",
        "|",
        "~",
        "+",
        " * ",
        " // ",
        " % ",
        "**",
        " == ",
        " in ",
        " is ",
        " not ",
        "upper",
        "sort",
        "map('first')",
        "tojson",
        "int",
        "join(s)",
        "items()",
        "split()",
        "format(1)",
        "odd",
        "defined",
        ":",
        ",",
        "=",
        " ",
        "\n",
        "😀",
    ];

    private static readonly Gen<string> Sources = Gen.Int[0, Fragments.Length - 1]
        .Array[0, 25]
        .Select(picks => string.Concat(picks.Select(pick => Fragments[pick])));

    // Lone surrogates have no JSON.
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char['\0', '\u02ff'].Select(character => character.ToString()),
            Gen.Char['\u4e00', '\u4e40'].Select(character => character.ToString()),
            Gen.Const("😀")
        )
        .Array[0, 20]
        .Select(string.Concat<string>);

    [Fact]
    public void Any_source_renders_or_is_refused() =>
        Sources.Sample(source =>
        {
            try
            {
                Rendering.Of(source);
            }
            catch (InputException refusal)
            {
                Assert.StartsWith("t", refusal.Where, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void Text_without_braces_stays_but_for_its_last_line_break() =>
        Texts
            .Where(text => !text.Contains('{') && !text.Contains('\r'))
            .Sample(text => Assert.Equal(text.EndsWith('\n') ? text[..^1] : text, Rendering.Of(text)));

    [Fact]
    public void Tojson_can_be_read_back() =>
        Texts.Sample(text =>
            Assert.Equal(text, JsonDocument.Parse(Of("{{ t | tojson }}", text)).RootElement.GetString())
        );

    [Fact]
    public void A_slice_picks_what_its_indices_say() =>
        Gen.Select(Texts, Gen.Int[-25, 25], Gen.Int[-25, 25])
            .Sample(
                (text, from, to) =>
                {
                    var characters = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
                    var begin = Math.Clamp(from < 0 ? from + characters.Length : from, 0, characters.Length);
                    var end = Math.Clamp(to < 0 ? to + characters.Length : to, 0, characters.Length);

                    Assert.Equal(
                        string.Concat(characters.Skip(begin).Take(end - begin)),
                        Of($"{{{{ t[{from}:{to}] }}}}", text)
                    );
                }
            );

    [Fact]
    public void Division_and_remainder_make_up_the_number() =>
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[-1000, 1000].Where(divisor => divisor != 0))
            .Sample(
                (number, divisor) =>
                    Assert.Equal(
                        "True",
                        Rendering.Of(
                            $"{{{{ ({number} // {divisor}) * {divisor} + {number} % {divisor} == {number} and "
                                + $"({number} % {divisor}) * {divisor} >= 0 }}}}"
                        )
                    )
            );

    private static string Of(string template, string text) =>
        ChatTemplate
            .Parse(template, "t")
            .Text(
                new ChatTemplateInput
                {
                    Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(
                        "t",
                        JsonSerializer.SerializeToElement(text)
                    ),
                }
            );
}
