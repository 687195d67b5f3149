using Assay.Testing;

namespace Assay.Benchmarks.Yaml.Tests;

/// <summary>Each mistake that docs/own-benchmarks.md lists is told in one line with its place and the remedy.</summary>
public sealed class MistakesTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "docs", "own-benchmarks.md")
    );

    private static readonly Dictionary<string, string> Told = Page.Split("## What can be wrong")[1]
        .Split("## By code")[0]
        .Split('\n')
        .Where(line =>
            line.StartsWith("| ", StringComparison.Ordinal) && line.Contains(" | `", StringComparison.Ordinal)
        )
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .ToDictionary(cells => cells[0], cells => cells[1].Trim('`', ' '), StringComparer.Ordinal);

    /// <summary>The mistake, where it is told, the YAML with it, and the data with it.</summary>
    private static readonly (string Mistake, string Place, string Yaml, string Csv)[] All =
    [
        ("a key that there is not", "quiz.yaml:9:1", Quiz.Choice + "titel: x", Quiz.Csv),
        ("a key twice", "quiz.yaml:9:1", Quiz.Choice + "name: other", Quiz.Csv),
        ("malformed YAML", "quiz.yaml:10:", Quiz.Choice + "stop: [a, b", Quiz.Csv),
        ("no name", "quiz.yaml:1:1", Choice("name: quiz\n", ""), Quiz.Csv),
        ("a name with a blank", "quiz.yaml:1:7", Choice("quiz", "my quiz"), Quiz.Csv),
        ("the name of a built-in benchmark", "quiz.yaml:1:7", Choice("quiz", "mmlu"), Quiz.Csv),
        ("a kind that there is not", "quiz.yaml:3:7", Free("free_answer", "free_anser"), Quiz.Csv),
        ("a key of the judge that there is not", "quiz.yaml:", Quiz.Choice + "judge: {rubrik: x}", Quiz.Csv),
        ("no data", "quiz.yaml:1:1", Choice("data: data.csv\n", ""), Quiz.Csv),
        ("a data file that is not there", "quiz.yaml:2:7", Choice("data.csv", "date.csv"), Quiz.Csv),
        ("a pattern that matches no file", "quiz.yaml:2:7", Choice("data.csv", "q*.csv"), Quiz.Csv),
        (
            "a column that is not in the data",
            "quiz.yaml:5:13",
            Choice("question: question", "question: qestion"),
            Quiz.Csv
        ),
        (
            "a key of columns that is mistyped",
            "quiz.yaml:5:3",
            Choice("question: question", "qestion: question"),
            Quiz.Csv
        ),
        (
            "a template that is none",
            "quiz.yaml:11",
            Quiz.Choice + "prompt: |\n  {{ question }}\n  {% fur x in choices %}",
            Quiz.Csv
        ),
        (
            "a variable that there is not",
            "quiz.yaml:11",
            Quiz.Choice + "prompt: |\n  {{ question }}\n  {{ qestion }}",
            Quiz.Csv
        ),
        ("a regular expression that is none", "quiz.yaml:9:18", Quiz.Choice + "extract: {regex: '(['}", Quiz.Csv),
        (
            "a group that the expression has not",
            "quiz.yaml:9:34",
            Quiz.Choice + "extract: {regex: 'X (.)', group: 2}",
            Quiz.Csv
        ),
        ("a rule that there is not", "quiz.yaml:7:11", Quiz.Free + "extract: [last_lime]", Quiz.Csv),
        ("a metric that there is not", "quiz.yaml:7:11", Quiz.Free + "metrics: [exact_mach]", Quiz.Csv),
        (
            "an option that the metric has not",
            "quiz.yaml:7:21",
            Quiz.Free + "metrics: [{number: {tolerence: 1}}]",
            Quiz.Csv
        ),
        ("programs without a language", "quiz.yaml:7:7", Quiz.Programs + "code: {time_limit: 2}", Quiz.Csv),
        (
            "a language that needs commands",
            "quiz.yaml:7:7",
            Quiz.Programs + "code: {language: ruby, run: ruby x}",
            Quiz.Csv
        ),
        (
            "a check without its column",
            "quiz.yaml:7:29",
            Quiz.Programs + "code: {language: go, check: output}",
            Quiz.Csv
        ),
        (
            "a file that leads out of the work folder",
            "quiz.yaml:7:34",
            Quiz.Programs + "code: {language: python, files: {../x: a}}",
            Quiz.Csv
        ),
        ("metrics of programs", "quiz.yaml:8:10", Quiz.Programs + "code: {language: python}\nmetrics: [f1]", Quiz.Csv),
        ("code of other kinds", "quiz.yaml:7:7", Quiz.Free + "code: {language: python}", Quiz.Csv),
        ("likelihood of free answers", "quiz.yaml:7:7", Quiz.Free + "mode: likelihood", Quiz.Csv),
        (
            "examples that are not enough",
            "quiz.yaml:7:17",
            Quiz.Free + "few_shot: {num: 2, examples: [{question: q, answer: a}]}",
            Quiz.Csv
        ),
        ("examples without a source", "quiz.yaml:7:17", Quiz.Free + "few_shot: {num: 2}", Quiz.Csv),
        (
            "examples from the questions asked",
            "quiz.yaml:7:27",
            Quiz.Free + "few_shot: {num: 1, split: test}",
            Quiz.Csv
        ),
        ("subsets that nothing tells apart", "quiz.yaml:7:10", Quiz.Free + "subsets: [a, b]", Quiz.Csv),
        (
            "a category of an unknown subset",
            "quiz.yaml:9:24",
            Free("  answer: answer", "  answer: answer\n  subset: topic")
                + "subsets: [space, maths]\ncategories: {Science: [spice]}",
            Quiz.Csv
        ),
        ("a stop string that is empty", "quiz.yaml:7:8", Quiz.Free + "stop: ['']", Quiz.Csv),
        ("an id twice", "data.csv:3", Quiz.Choice, Csv("q2,", "q1,")),
        ("a question twice", "data.csv:5", Quiz.Choice, Quiz.Csv + "q4,What is 7 times 8?,54,56,58,64,B,maths\n"),
        ("an empty question", "data.csv:4", Quiz.Choice, Csv("What is 7 times 8?", "")),
        ("an empty answer", "data.csv:4", Quiz.Choice, Csv("64,B", "64,")),
        ("a letter beyond the choices", "data.csv:3", Quiz.Choice, Csv("Neon,C", "Neon,E")),
        ("an answer that is none of the choices", "data.csv:3", Quiz.Choice, Csv("Neon,C", "Neon,Carbon")),
        ("two choices that are the same", "data.csv:4", Quiz.Choice, Csv("54,56,58", "54,56,54")),
        ("a single choice", "data.csv:4", Quiz.Choice, Csv("54,56,58,64,B", "54,,,,A")),
        (
            "an answer that is no number for the metric number",
            "data.csv:2",
            Quiz.Free + "metrics: [number]",
            "question,answer\nHow many?,two\n"
        ),
        ("a record with a cell too many", "data.csv:4", Quiz.Choice, Csv("54,56", "54,55,56")),
        ("a data file of an unknown kind", "data.xlsx", Choice("data.csv", "data.xlsx"), Quiz.Csv),
    ];

    public static TheoryData<string> Names => [.. All.Select(entry => entry.Mistake)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_told_with_its_place_and_remedy(string mistake)
    {
        var (_, place, yaml, csv) = All.Single(entry => entry.Mistake == mistake);
        using var quiz = new Quiz();

        var lines = quiz.Says(yaml, csv).With("data.xlsx", "x").Mistakes();

        var line = Assert.Single(lines, line => line.Contains(Told[mistake], StringComparison.Ordinal));
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        Assert.Contains("; ", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void The_page_lists_them_all() => Assert.Equal(All.Select(entry => entry.Mistake), Told.Keys);

    [Fact]
    public void All_mistakes_of_file_and_data_are_told_at_once()
    {
        using var quiz = new Quiz();
        quiz.Says(
            Choice("question: question", "question: qestion") + "titel: x\nprompt: '{{ hnit }}'\nextract: [leter]",
            Quiz.Csv
        );

        Assert.Equal(
            ["quiz.yaml:10:9", "quiz.yaml:11:11", "quiz.yaml:5:13", "quiz.yaml:9:1"],
            quiz.Mistakes().Select(line => line.Split(": ")[0]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_wrong_row_is_told()
    {
        using var quiz = new Quiz();

        var lines = quiz.Says(Quiz.Choice, Quiz.Csv.Replace(",B,space", ",X,space").Replace(",B,maths", ",X,maths"))
            .Mistakes();

        Assert.Equal(["data.csv:2", "data.csv:4"], lines.Select(line => line.Split(": ")[0]));
    }

    [Fact]
    public void An_evaluation_is_told_the_first_mistake_and_how_to_see_the_others()
    {
        using var quiz = new Quiz();
        quiz.Says(Quiz.Choice + "titel: x\nprompt: '{{ hnit }}'");

        var error = Assert.Throws<InputException>(quiz.Load);

        Assert.Contains("unknown key 'titel'", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 more: 'assay datasets check", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        using var quiz = new Quiz();

        Assert.Contains("there is no such file", Assert.Single(quiz.Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_that_a_choice_has_not_is_told_with_its_line()
    {
        using var quiz = new Quiz();

        var lines = quiz.Says(
                Quiz.Choice + "prompt: |\n  {{ question }}\n  {% for c in choices %}\n  {{ c.txt }}\n  {% endfor %}"
            )
            .Mistakes();

        Assert.Contains("quiz.yaml:12: prompt fails: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("'txt'", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_never_ends_is_cut_off()
    {
        using var quiz = new Quiz();

        var lines = quiz.Says(
                Quiz.Choice
                    + "prompt: '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{{ question }}'"
            )
            .Mistakes();

        Assert.Contains("more than 5,000,000 steps", lines[0], StringComparison.Ordinal);
    }

    private static string Choice(string old, string with) => Quiz.Choice.Replace(old, with, StringComparison.Ordinal);

    private static string Free(string old, string with) => Quiz.Free.Replace(old, with, StringComparison.Ordinal);

    private static string Csv(string old, string with) => Quiz.Csv.Replace(old, with, StringComparison.Ordinal);
}
