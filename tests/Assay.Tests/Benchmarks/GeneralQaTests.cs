using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class GeneralQaTests
{
    private static readonly GeneralQa Benchmark = new();
    private static readonly Sample Capital = Ask(
        """{"question": "Capital of Italy?", "answer": "The capital is Rome."}"""
    );

    [Theory]
    [InlineData("""{"question": "q", "answer": "a"}""")]
    [InlineData("""{"query": "q", "response": "a"}""")]
    [InlineData("""{"input": "q", "output": "a"}""")]
    [InlineData("""{"turns": [{"question": "q", "answer": "a"}]}""")]
    public void Each_pair_of_names_is_understood(string json)
    {
        var sample = Ask(json);

        Assert.Equal(("q", "a"), (sample.Question, sample.Reference));
        Assert.Equal("Human: q\nAssistant: ", Benchmark.Ask(sample, "{}").Text);
    }

    [Theory]
    [InlineData("""{"turns": [{"question": "a?", "answer": "b"}, {"question": "c?", "answer": "d"}]}""")]
    [InlineData("""{"history": [["a?", "b"]], "query": "c?", "response": "d"}""")]
    [InlineData("""{"history": [{"input": "a?", "output": "b"}], "query": "c?", "response": "d"}""")]
    public void Earlier_turns_stand_before_the_question(string json)
    {
        var sample = Ask(json);

        Assert.Equal("d", sample.Reference);
        Assert.Equal("Human: a?\nAssistant: b\nHuman: c?\nAssistant: ", Benchmark.Ask(sample, "{}").Text);
    }

    [Fact]
    public void A_template_can_ask_the_bare_question() =>
        Assert.Equal("Capital of Italy?", Benchmark.Ask(Capital, """{"prompt_template": "{question}"}""").Text);

    [Theory]
    [InlineData("""{"text": "q"}""", "name the fields question and answer")]
    [InlineData("""{"question": "q"}""", "field 'answer' is missing beside 'question'")]
    [InlineData("""{"question": "q", "answer": ""}""", "there is no reference answer")]
    [InlineData("""{"turns": []}""", "there is no reference answer")]
    [InlineData("""{"turns": [["q"]]}""", "neither an object nor a pair")]
    [InlineData("""{"turns": [{"question": "q", "answer": [1]}]}""", "is not a text")]
    public void A_mistake_in_a_line_is_told_at_the_line(string json, string told)
    {
        var error = Assert.Throws<InputException>(() => Ask(json));

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_have_the_early_platforms_names() =>
        Assert.Equal(
            [
                "bleu-1",
                "bleu-2",
                "bleu-3",
                "bleu-4",
                "bleu-2-cumulative",
                "bleu-3-cumulative",
                "bleu-4-cumulative",
                "sacrebleu",
                "rouge-1-r",
                "rouge-1-p",
                "rouge-1-f",
                "rouge-2-r",
                "rouge-2-p",
                "rouge-2-f",
                "rouge-l-r",
                "rouge-l-p",
                "rouge-l-f",
                "chrf",
                "chrf++",
                "exact_match",
            ],
            Benchmark.Hear(Capital, "Rome").Metrics()
        );

    [Fact]
    public void The_reference_itself_scores_1_everywhere() =>
        Assert.All(Benchmark.Hear(Capital, "The capital is Rome.\n").Values, value => Assert.Equal(1, value.Value, 6));

    // Tokens: The capital is Paris . — four of five words, two of four pairs.
    [Theory]
    [InlineData("bleu-1", 4 / 5.0)]
    [InlineData("bleu-2", 2 / 4.0)]
    [InlineData("bleu-3", 1 / 3.0)]
    [InlineData("bleu-4", 0)]
    [InlineData("rouge-1-r", 3 / 4.0)]
    [InlineData("rouge-2-p", 2 / 3.0)]
    [InlineData("rouge-l-r", 3 / 4.0)]
    [InlineData("exact_match", 0)]
    public void English_is_compared_by_words(string metric, double expected) =>
        Assert.Equal(expected, Value(Benchmark.Hear(Capital, "The capital is Paris."), metric), 12);

    // 意大利的首都是罗马 against 首都是罗马: nine characters and five of them.
    [Theory]
    [InlineData("rouge-1-r", 5 / 9.0)]
    [InlineData("rouge-1-p", 1)]
    [InlineData("rouge-2-r", 4 / 8.0)]
    [InlineData("rouge-l-r", 5 / 9.0)]
    [InlineData("bleu-1", 0.44932896411722156)]
    public void Chinese_is_compared_by_characters(string metric, double expected)
    {
        var score = Benchmark.Hear(Ask("""{"question": "首都？", "answer": "意大利的首都是罗马"}"""), "首都是罗马");

        Assert.Equal(expected, Value(score, metric), 12);
        Assert.Equal("whole text, Chinese by character", score.Rule);
    }

    [Fact]
    public void An_empty_answer_is_no_answer()
    {
        var score = Benchmark.Hear(Capital, " \n");

        Assert.Equal(ScoreStatus.Unanswerable, score.Status);
        Assert.All(score.Values, value => Assert.Equal(0, value.Value));
    }

    [Fact]
    public void A_model_that_goes_on_with_the_next_question_is_cut_off() =>
        Assert.Equal(1, Value(Benchmark.Hear(Capital, "The capital is Rome.\nHuman: And of France?"), "exact_match"));

    [Theory]
    [InlineData("word ")]
    [InlineData("罗")]
    [InlineData("'")]
    [InlineData("\ud83d")]
    [InlineData("a.b?c......")]
    public void A_hundred_kilobytes_of_anything_are_scored(string unit)
    {
        var score = Benchmark.Hear(Capital, string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length)));

        Assert.All(score.Values, value => Assert.InRange(value.Value, 0, 1));
    }

    private static Sample Ask(string json) => Benchmark.Parse("default", json);

    private static double Value(Score score, string metric) =>
        score.Values.Single(value => value.Metric == metric).Value;
}
