namespace Assay.Benchmarks.Yaml.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly Quiz quiz = new();

    public void Dispose() => quiz.Dispose();

    [Theory]
    [InlineData("auto", "B", "B")]
    [InlineData("auto", "(b)", "B")]
    [InlineData("auto", "Jupiter", "B")]
    [InlineData("auto", "0", "A")]
    [InlineData("index", "1", "B")]
    [InlineData("number", "1", "A")]
    [InlineData("number", "4", "D")]
    [InlineData("text", "Venus", "C")]
    [InlineData("letter", "D", "D")]
    public void The_right_choice_is_named_in_many_ways(string form, string answer, string label)
    {
        quiz.Says(
            Quiz.Choice + $"answer_is: {form}",
            $"id,question,A,B,C,D,answer\nq1,Which is the largest?,Mars,Jupiter,Venus,Mercury,{answer}\n"
        );

        Assert.Equal(label, Assert.Single(quiz.Samples()).Reference);
    }

    [Fact]
    public void An_answer_that_could_be_a_text_or_a_place_is_refused()
    {
        quiz.Says(Quiz.Choice, "id,question,A,B,C,D,answer\nq,Next after 2?,1,2,3,4,3\n");

        var line = Assert.Single(quiz.Mistakes());
        Assert.Contains(
            "data.csv:2: the answer '3' is the text of one choice and the place of another",
            line,
            StringComparison.Ordinal
        );
        Assert.Contains("answer_is", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_choices_leave_the_last_cells_empty()
    {
        quiz.Says(Quiz.Choice, "id,question,A,B,C,D,answer\nq,True?,yes,no,,,A\n");

        Assert.Equal(["yes", "no"], Assert.Single(quiz.Samples()).Choices.Select(choice => choice.Text));
    }

    [Theory]
    [InlineData("choices: options", "", """["yes", "no"]""")]
    [InlineData("choices: options", "separator: '|'", "\"yes | no\"")]
    [InlineData("choices: options.text", "", """{"text": ["yes", "no"]}""")]
    public void Choices_are_a_list_in_one_column(string column, string more, string cell)
    {
        quiz.With("quiz.yaml", $"name: quiz\ndata: data.jsonl\ncolumns:\n  {column}\n  answer: key\n{more}\n")
            .With("data.jsonl", $$"""{"question": "True?", "options": {{cell}}, "key": "B"}""");

        Assert.Equal(["yes", "no"], Assert.Single(quiz.Samples()).Choices.Select(choice => choice.Text));
    }

    [Fact]
    public void Several_answers_stand_in_a_list_or_in_one_cell()
    {
        quiz.With("quiz.yaml", "name: quiz\ndata: data.jsonl\ncolumns: {question: q, answers: a}\n")
            .With("data.jsonl", """{"q": "Who?", "a": ["Leonardo da Vinci", "Leonardo"]}""");
        Assert.Equal(["Leonardo da Vinci", "Leonardo"], Assert.Single(quiz.Samples()).Aliases);

        quiz.Says(Quiz.Free + "separator: ';'", "question,answer\nWho?,Leonardo da Vinci; Leonardo\n");
        Assert.Equal(["Leonardo da Vinci", "Leonardo"], Assert.Single(quiz.Samples()).Aliases);
    }

    [Fact]
    public void A_column_tells_the_subsets_and_their_sizes()
    {
        quiz.Says(Quiz.Choice + "  subset: topic\ncategories: {Science: [space, biology]}");

        Assert.Equal(
            [
                new SubsetInfo("space", 1, "Science"),
                new SubsetInfo("biology", 1, "Science"),
                new SubsetInfo("maths", 1),
            ],
            quiz.Load().Info.Subsets
        );
        Assert.Equal("What is 7 times 8?", Assert.Single(quiz.Samples("maths")).Question);
    }

    [Fact]
    public void Each_subset_may_have_files_of_its_own()
    {
        quiz.Says(Quiz.Free.Replace("data.csv", "'{subset}-*.csv'", StringComparison.Ordinal) + "subsets: [art, law]")
            .With("art-1.csv", "question,answer\na?,1\n")
            .With("art-2.csv", "question,answer\nb?,2\n")
            .With("law-1.csv", "question,answer\nc?,3\n");

        Assert.Equal(["a?", "b?"], quiz.Samples("art").Select(sample => sample.Question));
        Assert.Equal(["c?"], quiz.Samples("law").Select(sample => sample.Question));
    }

    [Fact]
    public void A_csv_without_a_header_gets_its_names_from_the_file()
    {
        quiz.Says(Quiz.Free + "header: [question, answer]", "1+1?,2\n");

        Assert.Equal("2", Assert.Single(quiz.Samples()).Reference);
    }

    [Fact]
    public void Rows_may_stand_in_a_property_of_a_json_file()
    {
        quiz.With(
                "quiz.yaml",
                Quiz.Free.Replace("data.csv", "data.json", StringComparison.Ordinal) + "rows_at: examples"
            )
            .With("data.json", """{"examples": [{"question": "1+1?", "answer": 2}]}""");

        Assert.Equal("2", Assert.Single(quiz.Samples()).Reference);
    }

    [Fact]
    public void The_datasheet_says_what_the_file_says()
    {
        quiz.Says(
            Quiz.Choice
                + "title: My quiz\nversion: 3\nlicence: CC0\ncitation: Me 2024\nmode: likelihood\naggregation: subsets"
        );

        var info = quiz.Load().Info;

        Assert.Equal(("My quiz", 3, "CC0", "Me 2024"), (info.Title, info.Version, info.Licence, info.Citation));
        Assert.Equal([EvalMode.Likelihood, EvalMode.Generate], info.Modes);
        Assert.Equal(Headline.Subsets, info.Headline);
    }
}
