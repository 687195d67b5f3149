using Assay.Testing;

namespace Assay.Benchmarks.Yaml.Tests;

public sealed class StarterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("q.csv", Quiz.Csv)]
    [InlineData("q.csv", "Question,option_a,option_b,option_c,Correct Answer,answer\nWhy?,x,y,z,,b\n")]
    [InlineData("q.csv", "question,choice1,choice2,label\nWhy?,x,y,1\n")]
    [InlineData("q.csv", "问题,A,B,答案\n为什么,x,y,B\n")]
    [InlineData("q.tsv", "query\tresponse\nWhy?\tbecause\n")]
    [InlineData("q.jsonl", """{"id": "1", "question": "Why?", "choices": ["x", "y"], "answer": 1}""")]
    [InlineData(
        "q.jsonl",
        """{"question": "Why?", "choices": {"text": ["x", "y"], "label": ["A", "B"]}, "answerKey": "A"}"""
    )]
    [InlineData("q.jsonl", """{"question": "Why?", "golden_answers": ["x", "y"]}""")]
    [InlineData("q.json", """[{"prompt": "Why?", "target": "x", "context": "Some text: with a colon"}]""")]
    public async Task What_it_writes_for_a_data_file_has_no_mistakes(string name, string text)
    {
        folder.Write(name, text);

        Starter.Write(folder["my bench.yaml"], folder[name]);

        var found = await BenchmarkCheck.RunAsync(folder["my bench.yaml"], TestContext.Current.CancellationToken);
        Assert.Empty(found.Mistakes.Select(mistake => mistake.Message));
        Assert.NotEmpty(found.Previews);
    }

    [Fact]
    public void Without_a_data_file_it_is_complete_but_for_the_data()
    {
        Starter.Write(folder["bench.yaml"], null);

        var (_, mistakes) = BenchmarkFile.Read(folder["bench.yaml"], lookAtData: true);
        Assert.Contains("there is no file", Assert.Single(mistakes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_data_is_relative_to_the_file()
    {
        folder.Write("data/q.csv", Quiz.Csv);
        Directory.CreateDirectory(folder["benches"]);

        Starter.Write(folder["benches/quiz.yaml"], folder["data/q.csv"]);

        Assert.Contains("data: ../data/q.csv", File.ReadAllText(folder["benches/quiz.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        folder.Write("bench.yaml", "mine");

        Assert.Throws<InputException>(() => Starter.Write(folder["bench.yaml"], null));

        Assert.Equal("mine", File.ReadAllText(folder["bench.yaml"]));
    }

    [Fact]
    public void A_name_with_another_ending_is_refused() =>
        Assert.Contains(
            "write",
            Assert.Throws<InputException>(() => Starter.Write(folder["bench.json"], null)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_column_that_nothing_is_known_of_is_left_to_be_filled_in()
    {
        folder.Write("q.csv", "x1,x2\n1,2\n");

        Starter.Write(folder["bench.yaml"], folder["q.csv"]);

        var text = File.ReadAllText(folder["bench.yaml"]);
        Assert.Contains("question: COLUMN", text, StringComparison.Ordinal);
        Assert.Contains("# The file has: x1, x2", text, StringComparison.Ordinal);
    }
}
