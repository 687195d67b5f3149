using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class HellaswagTests
{
    private static readonly Hellaswag Benchmark = new();

    private static readonly Sample Vault = Benchmark.Parse(
        "default",
        """
        {"activity_label": "Pole vault", "ctx_a": "Pole vault is a sport.", "ctx_b": "a few Women", "label": 1,
         "endings": ["go down.", "watch.", "wade.", "jump [title] over."], "split_type": "indomain"}
        """
    );

    [Theory]
    [InlineData("  text ", "text")]
    [InlineData("Roof [title] Remove it", "Roof. Remove it")]
    [InlineData("[header] Choose [step] a rope", "Choose a rope")]
    [InlineData("a [x]  b", "a  b")]
    [InlineData("a    b", "a  b")]
    [InlineData("open [bracket", "open [bracket")]
    public void Marks_of_the_how_to_texts_are_cleaned_away(string text, string clean) =>
        Assert.Equal(clean.Trim(), Hellaswag.Clean(text).Trim());

    [Fact]
    public void The_context_is_label_first_half_and_capitalised_second_half() =>
        Assert.Equal("Pole vault: Pole vault is a sport. A few women", Vault.Question);

    [Fact]
    public void A_row_that_has_only_the_whole_context_is_taken_as_it_is()
    {
        var sample = Benchmark.Parse(
            "default",
            """{"activity_label": "Roof", "ctx": "A man sits. he", "endings": ["a", "b", "c", "d"], "label": "3"}"""
        );

        Assert.Equal(("Roof: A man sits. he", "D"), (sample.Question, sample.Reference));
    }

    [Fact]
    public void Endings_are_weighed_behind_the_context()
    {
        var prompt = Benchmark.Ask(Vault, "{}");

        Assert.Equal(Vault.Question, prompt.Text);
        Assert.Equal([" go down.", " watch.", " wade.", " jump. over."], prompt.Continuations);
    }

    [Fact]
    public void Examples_end_with_their_right_ending() =>
        Assert.Equal(
            $"{Vault.Question} watch.\n\n{Vault.Question}",
            Benchmark.Ask(Vault, """{"few_shot_num": 1}""", Vault).Text
        );

    [Fact]
    public void Asked_for_a_text_the_endings_are_lettered() =>
        Assert.Equal(
            $"{Vault.Question}\nA. go down.\nB. watch.\nC. wade.\nD. jump. over.\nAnswer:",
            Benchmark.Ask(Vault, """{"mode": "generate"}""").Text
        );

    // The longest ending has the lowest sum and the highest mean.
    [Fact]
    public void Norms_divide_by_the_length_of_the_ending()
    {
        var score = Benchmark.Weigh(Vault, "{}", -8, -5, -6, -7);

        Assert.Equal(
            [("acc", 1.0), ("acc_norm", 0.0), ("acc_bytes", 0.0)],
            score.Values.Select(x => (x.Metric, x.Value))
        );
    }

    [Fact]
    public void Characters_and_bytes_are_told_apart()
    {
        var sample = Benchmark.Parse(
            "default",
            """{"activity_label": "a", "ctx": "b", "endings": ["éééé", "aaaaaa", "c", "d"], "label": 1}"""
        );

        var score = Benchmark.Weigh(sample, "{}", -9, -12, -9, -9);

        Assert.Equal(1, score.Values.Single(x => x.Metric == "acc_norm").Value);
        Assert.Equal(0, score.Values.Single(x => x.Metric == "acc_bytes").Value);
    }

    [Fact]
    public void A_row_without_a_label_is_an_error_at_its_line()
    {
        var error = Assert.Throws<InputException>(() =>
            Benchmark.Parse("default", """{"ctx": "b", "endings": ["a", "b", "c", "d"], "label": ""}""")
        );

        Assert.Contains("test.jsonl:1", error.Message);
    }

    [Fact]
    public void In_domain_and_zero_shot_rows_are_categories() => Assert.Equal("indomain", Vault.Category);
}
