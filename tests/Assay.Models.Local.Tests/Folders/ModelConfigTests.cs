using System.Text;
using Assay.Models.Local.Folders;
using Assay.Testing;
using CsCheck;

namespace Assay.Models.Local.Tests.Folders;

public sealed class ModelConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Settings_are_read_by_their_kind()
    {
        var config = Parse(
            """
            {"model_type":"llama","hidden_size":64,"layers":5.0,"eps":1e-5,"tie":true,"act":"silu",
             "eos":[1,2],"one":7,"factors":[1,2.5],"types":["full","sliding"],"none":null}
            """
        );

        Assert.Equal("llama", config.ModelType);
        Assert.Equal((64, 5), (config.Int("hidden_size"), config.Int("layers")));
        Assert.Equal(1e-5, config.Number("eps"));
        Assert.True(config.Flag("tie"));
        Assert.Equal("silu", config.Text("act"));
        Assert.Equal([1, 2], config.Ints("eos"));
        Assert.Equal([7], config.Ints("one"));
        Assert.Equal([1, 2.5], config.Numbers("factors"));
        Assert.Equal(["full", "sliding"], config.Texts("types"));
    }

    [Fact]
    public void A_null_counts_as_absent()
    {
        var config = Parse("""{"a":null}""");

        Assert.False(config.Has("a"));
        Assert.Equal(3, config.Int("a", 3));
        Assert.Equal(0.5, config.Number("a", 0.5));
        Assert.True(config.Flag("a", fallback: true));
        Assert.Null(config.Text("a"));
        Assert.Null(config.Section("a"));
        Assert.Empty(config.Ints("a"));
    }

    [Fact]
    public void Settings_of_the_language_model_may_be_a_section()
    {
        var config = Parse("""{"model_type":"gemma3","text_config":{"hidden_size":0}}""");

        var error = Assert.Throws<InputException>(() => config.Language.Int("hidden_size"));

        Assert.Equal("config.json, key 'text_config.hidden_size'", error.Where);
        Assert.Equal("must be a whole number from 1 to 16777216, not 0", error.What);
        Assert.Equal("", config.Language.ModelType);
        Assert.Same(config.Language.Language.File, config.File);
    }

    [Theory]
    [InlineData("1000000000000")]
    [InlineData("1e300")]
    [InlineData("1e999")]
    [InlineData("-3")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999999999")]
    [InlineData("\"64\"")]
    [InlineData("true")]
    [InlineData("[64]")]
    [InlineData("{}")]
    public void A_count_that_makes_no_sense_is_one_clear_line(string value)
    {
        var config = Parse($$"""{"hidden_size":{{value}}}""");

        var error = Assert.Throws<InputException>(() => config.Int("hidden_size"));

        Assert.StartsWith(
            "config.json, key 'hidden_size': must be a whole number from 1 to 16777216, not ",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("\"NaN\"")]
    [InlineData("-1")]
    [InlineData("[]")]
    public void A_number_that_makes_no_sense_is_one_clear_line(string value)
    {
        var config = Parse($$"""{"eps":{{value}}}""");

        var error = Assert.Throws<InputException>(() => config.Number("eps", min: 0));

        Assert.StartsWith("must be a number of at least 0, not ", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"x":"yes"}""", "must be true or false")]
    [InlineData("""{"x":1}""", "must be true or false")]
    public void A_flag_is_true_or_false(string json, string expected) =>
        Assert.StartsWith(
            expected,
            Assert.Throws<InputException>(() => Parse(json).Flag("x")).What,
            StringComparison.Ordinal
        );

    [Fact]
    public void Wrong_kinds_in_lists_sections_and_texts_are_named()
    {
        var config = Parse(
            """{"ints":[1,"2"],"section":[],"text":5,"half":"\ud800","texts":["a",{}],"numbers":[null]}"""
        );

        Assert.Contains("whole numbers", Refused(() => config.Ints("ints")), StringComparison.Ordinal);
        Assert.Contains(
            "must be an object, not a array",
            Refused(() => config.Section("section")),
            StringComparison.Ordinal
        );
        Assert.Contains("must be a text, not 5", Refused(() => config.Text("text")), StringComparison.Ordinal);
        Assert.Contains("not valid text", Refused(() => config.Text("half")), StringComparison.Ordinal);
        Assert.Contains("must be a text, not a object", Refused(() => config.Texts("texts")), StringComparison.Ordinal);
        Assert.Contains("must hold numbers", Refused(() => config.Numbers("numbers")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_setting_without_fallback_is_named() =>
        Assert.Contains("key 'layers': is missing", Refused(() => Parse("{}").Int("layers")), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "malformed JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"eps\": NaN}", "malformed JSON in line 1, column 9")]
    [InlineData("{\"a\": 1", "malformed JSON")]
    public void What_is_no_object_is_one_clear_line(string json, string expected) =>
        Assert.Contains(expected, Refused(() => Parse(json)), StringComparison.Ordinal);

    [Fact]
    public void Depth_without_end_is_refused()
    {
        var deep = new StringBuilder().Insert(0, "{\"a\":", 100_000).Append('1').Append('}', 100_000).ToString();

        Assert.Contains("malformed JSON", Refused(() => Parse(deep)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_unread()
    {
        using (var file = File.Create(folder["config.json"]))
        {
            file.SetLength(1L << 30);
        }

        Assert.Contains(
            "1,073,741,824 bytes; at most",
            Refused(() => ModelConfig.Load(folder["config.json"])),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        File.WriteAllText(
            folder["config.json"],
            """{"a":1}""",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );

        Assert.Equal(1, ModelConfig.Load(folder["config.json"]).Int("a"));
    }

    [Fact]
    public void A_text_that_is_no_UTF_8_where_a_number_is_wanted_is_called_a_text()
    {
        var config = ModelConfig.Parse((byte[])[.. "{\"n\":\""u8, 0x90, .. "\"}"u8], "config.json");

        Assert.Contains("not a string", Refused(() => config.Int("n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damage_gives_a_value_in_range_or_one_line()
    {
        const string Sound = """{"n":12,"x":0.5,"f":true,"t":"abc","l":[1,2],"s":{"n":3}}""";
        var change = Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Byte);

        change
            .Array[1, 4]
            .Sample(
                changes =>
                {
                    var bytes = Encoding.UTF8.GetBytes(Sound);
                    foreach (var (place, value) in changes)
                    {
                        bytes[place] = value;
                    }
                    AssertReadable(bytes);
                },
                iter: 3_000
            );
    }

    private static void AssertReadable(byte[] bytes)
    {
        try
        {
            var config = ModelConfig.Parse(bytes, "config.json");
            Assert.InRange(config.Int("n", 1), 1, ModelConfig.LargestCount);
            Assert.InRange(config.Number("x", 0, min: 0, max: 1), 0, 1);
            config.Flag("f");
            config.Text("t");
            config.Ints("l");
            config.Section("s")?.Int("n", 1);
        }
        catch (InputException error)
        {
            Assert.StartsWith("config.json", error.Where, StringComparison.Ordinal);
        }
    }

    private static ModelConfig Parse(string json) => ModelConfig.Parse(Encoding.UTF8.GetBytes(json), "config.json");

    private static string Refused(Func<object?> read) => Assert.Throws<InputException>(read).Message;
}
