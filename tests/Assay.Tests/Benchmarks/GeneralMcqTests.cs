using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class GeneralMcqTests
{
    private static readonly GeneralMcq Benchmark = new();

    [Theory]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": "B"}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": " b "}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": "Ｂ"}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": 1}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": "1"}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "answer": "x"}""")]
    [InlineData("""{"question": "q", "choices": ["w", "x", "y"], "answer": "B"}""")]
    [InlineData("""{"query": "q", "choices": ["w", "x", "y"], "gold": 1}""")]
    [InlineData("""{"question": "q", "options": ["w", "x", "y"], "label": "x"}""")]
    [InlineData("""{"query": "q", "choices": ["w", "x", "y"], "gold": "1"}""")]
    [InlineData("""{"id": 7, "question": "q", "A": "w", "B": "x", "C": "y", "D": null, "answer": "B"}""")]
    public void Every_form_of_a_row_gives_the_same_question(string json)
    {
        var sample = Benchmark.Parse("mine", json);

        Assert.Equal(("q", "B"), (sample.Question, sample.Reference));
        Assert.Equal([new("A", "w"), new("B", "x"), new("C", "y")], sample.Choices);
    }

    [Theory]
    [InlineData("""{"A": "w", "B": "x", "answer": "A"}""", "'question'")]
    [InlineData("""{"question": " ", "A": "w", "B": "x", "answer": "A"}""", "'question' is empty")]
    [InlineData("""{"question": "q", "answer": "A"}""", "there are no choices")]
    [InlineData("""{"question": "q", "A": "w", "answer": "A"}""", "1 choices")]
    [InlineData("""{"question": "q", "A": "w", "C": "y", "answer": "A"}""", "choice 'B' is missing or empty")]
    [InlineData("""{"question": "q", "A": "w", "B": "x"}""", "'answer'")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "answer": "C"}""", "answer 'C' is none of the choices A to B")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "answer": 2}""", "answer '2' is none of the choices A to B")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "answer": -1}""", "none of the choices")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "answer": "AB"}""", "none of the choices")]
    [InlineData("""{"question": "q", "A": "w", "B": "w", "answer": "w"}""", "answer 'w' can mean A or B")]
    [InlineData("""{"question": "q", "A": "2", "B": "1", "answer": "1"}""", null)]
    [InlineData("""{"question": "q", "A": "1", "B": "2", "gold": "1"}""", null)]
    [InlineData("""{"question": "q", "A": "1", "B": "2", "answer": "1"}""", "answer '1' can mean A or B")]
    public void A_mistake_is_named_with_its_line_and_key(string json, string? message)
    {
        if (message is null)
        {
            Assert.Equal("B", Benchmark.Parse("mine", json).Reference);
            return;
        }
        var error = Assert.Throws<InputException>(() => Benchmark.Parse("mine", json));

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_prompt_in_full() =>
        Assert.Equal(
            "p\nA. v\nB. w\nAnswer: A\n\nq\nA. w\nB. x\nAnswer:",
            Benchmark
                .Ask(
                    Benchmark.Parse("mine", """{"question": "q", "A": "w", "B": "x", "answer": "B"}"""),
                    """{"few_shot_num": 1}""",
                    Benchmark.Parse("mine", """{"question": "p", "A": "v", "B": "w", "answer": "A"}""")
                )
                .Text
        );

    [Fact]
    public void Ids_that_are_used_twice_are_an_error()
    {
        var row = """{"id": "a", "question": "q", "A": "w", "B": "x", "answer": "B"}""";
        var rows = Enumerable.Range(1, 2).Select(line => JsonRow.Of(row, $"mine.jsonl:{line}"));

        var error = Assert.Throws<InputException>(() => UsersDataCheck.Read(Benchmark, rows, "mine"));

        Assert.Contains(
            "mine.jsonl:2: id 'a' is used twice, first at mine.jsonl:1",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("选B", 1)]
    [InlineData("The answer is (B).", 1)]
    [InlineData("x", 1)]
    [InlineData("A", 0)]
    public void Answers_are_read_as_everywhere(string text, double value) =>
        Assert.Equal(
            value,
            Benchmark
                .Hear(Benchmark.Parse("mine", """{"question": "q", "A": "w", "B": "x", "answer": "B"}"""), text)
                .Values[0]
                .Value
        );
}
