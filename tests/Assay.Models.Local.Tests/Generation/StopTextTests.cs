using System.Collections.Immutable;
using Assay.Models.Local.Generation;
using CsCheck;

namespace Assay.Models.Local.Tests.Generation;

public sealed class StopTextTests
{
    [Fact]
    public void A_text_without_stop_strings_is_shown_at_once()
    {
        var stop = new StopText([]);

        Assert.Equal("abc", stop.Append("abc"));
        Assert.False(stop.Met);
        Assert.Equal("", stop.Flush());
    }

    [Fact]
    public void A_stop_string_over_several_tokens_is_not_shown()
    {
        var stop = new StopText(["</s>"]);

        Assert.Equal(["answer", "", ""], Appended(stop, "answer<", "/", "s>"));
        Assert.True(stop.Met);
    }

    [Fact]
    public void What_only_looked_like_one_is_shown_as_soon_as_that_is_known()
    {
        var stop = new StopText(["</s>"]);

        Assert.Equal(["a", "", "</b"], Appended(stop, "a<", "/", "b"));
        Assert.False(stop.Met);
    }

    [Fact]
    public void What_is_held_back_at_the_end_belongs_to_the_text()
    {
        var stop = new StopText(["</s>"]);

        Assert.Equal("a", stop.Append("a</"));
        Assert.Equal("</", stop.Flush());
        Assert.Equal("", stop.Flush());
    }

    [Fact]
    public void The_earliest_of_several_ends_the_text()
    {
        var stop = new StopText(["\nQ:", "\n\n", "###"]);

        Assert.Equal("yes", stop.Append("yes\n\nno ### \nQ:"));
        Assert.True(stop.Met);
    }

    [Fact]
    public void Nothing_comes_after_the_end()
    {
        var stop = new StopText(["."]);

        Assert.Equal("a", stop.Append("a.b"));
        Assert.Equal("", stop.Append("c"));
        Assert.Equal("", stop.Flush());
    }

    [Fact]
    public void Beginnings_that_overlap_are_told_apart()
    {
        var stop = new StopText(["aab"]);

        Assert.Equal(["", "", "a", ""], Appended(stop, "a", "a", "a", "b"));
        Assert.True(stop.Met);
    }

    [Fact]
    public void Of_two_that_end_at_the_same_character_the_longer_counts()
    {
        Assert.Equal("x", new StopText(["b", "ab"]).Append("xab"));
    }

    [Fact]
    public void Empty_stop_strings_stop_nothing() => Assert.Equal("abc", new StopText([""]).Append("abc"));

    [Fact]
    public void Half_a_character_more_is_no_match()
    {
        // Ordinal: an accent behind the letter makes no other letter of it.
        Assert.Equal("caf", new StopText(["e"]).Append("cafe\u0301"));
    }

    [Fact]
    public void A_text_ends_before_its_first_stop_string_however_it_is_cut() =>
        Gen.Select(
                Gen.Char["abc"].Array[0, 30],
                Gen.Char["abc"].Array[1, 4].Select(letters => new string(letters)),
                Gen.Int[1, 5].Array[30]
            )
            .Sample(
                (letters, stop, cuts) =>
                {
                    var text = new string(letters);
                    var at = text.IndexOf(stop, StringComparison.Ordinal);
                    Assert.Equal((at < 0 ? text : text[..at], at >= 0), Shown([stop], Cut(text, cuts)));
                }
            );

    [Fact]
    public void With_several_stop_strings_the_first_that_is_complete_counts_however_the_text_is_cut() =>
        Gen.Select(
                Gen.Char["abc"].Array[0, 30],
                Gen.Char["abc"].Array[1, 4].Select(letters => new string(letters)).Array[1, 4],
                Gen.Int[1, 5].Array[30]
            )
            .Sample(
                (letters, stops, cuts) =>
                {
                    var text = new string(letters);
                    Assert.Equal(LetterByLetter(text, stops), Shown([.. stops], Cut(text, cuts)));
                }
            );

    private static (string, bool) LetterByLetter(string text, string[] stops)
    {
        for (var end = 1; end <= text.Length; end++)
        {
            var met = stops.Where(stop => text[..end].EndsWith(stop, StringComparison.Ordinal)).ToArray();
            if (met.Length > 0)
            {
                return (text[..(end - met.Max(stop => stop.Length))], true);
            }
        }
        return (text, false);
    }

    private static (string, bool) Shown(ImmutableArray<string> stops, IEnumerable<string> pieces)
    {
        var stop = new StopText(stops);
        var shown = string.Concat(pieces.Select(stop.Append));
        return (shown + stop.Flush(), stop.Met);
    }

    private static IEnumerable<string> Cut(string text, int[] lengths)
    {
        var from = 0;
        foreach (var length in lengths)
        {
            var end = Math.Min(text.Length, from + length);
            yield return text[from..end];
            from = end;
        }
    }

    private static string[] Appended(StopText stop, params string[] pieces) => [.. pieces.Select(stop.Append)];
}
