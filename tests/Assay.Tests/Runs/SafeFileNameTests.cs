using Assay.Runs;
using CsCheck;

namespace Assay.Tests.Runs;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("gpt-4o-mini")]
    [InlineData("gsm8k")]
    [InlineData("Qwen2.5-0.5B_v1.0+x=y")]
    public void A_safe_name_stays_as_it_is(string name) => Assert.Equal(name, SafeFileName.Of(name));

    [Theory]
    [InlineData("ZhipuAI/chatglm3-6b", "ZhipuAI_chatglm3-6b~")]
    [InlineData("replay:/x/y.jsonl", "replay__x_y.jsonl~")]
    [InlineData("..", "_~")]
    [InlineData("", "_~")]
    [InlineData("-rf", "rf~")]
    [InlineData(".hidden", "hidden~")]
    [InlineData("NUL.txt", "NUL.txt~")]
    [InlineData("com1", "com1~")]
    [InlineData("通义千问", "_~")]
    [InlineData("a\nb", "a_b~")]
    [InlineData("a~b", "a_b~")]
    public void An_unsafe_name_becomes_a_readable_one_with_a_hash(string name, string start)
    {
        var safe = SafeFileName.Of(name);
        Assert.StartsWith(start, safe, StringComparison.Ordinal);
        Assert.Equal(start.Length + 10, safe.Length);
    }

    [Fact]
    public void Two_names_that_look_alike_when_cleaned_stay_apart() =>
        Assert.NotEqual(SafeFileName.Of("a/b"), SafeFileName.Of("a:b"));

    [Fact]
    public void A_file_name_made_from_a_name_is_not_the_file_name_of_another() =>
        Assert.NotEqual(SafeFileName.Of("a/b"), SafeFileName.Of(SafeFileName.Of("a/b")));

    [Fact]
    public void Every_name_is_one_short_component_without_surprises() =>
        Gen.String.Sample(name =>
        {
            var safe = SafeFileName.Of(name + new string('x', name.Length * 7));
            return safe.Length is > 0 and <= 80
                && Path.GetFileName(safe) == safe
                && safe.All(c => char.IsAsciiLetterOrDigit(c) || "-_.+=~".Contains(c))
                && safe[0] is not ('.' or '-');
        });
}
