namespace Assay.Benchmarks.Yaml.Tests;

public sealed class PromptTests : IDisposable
{
    private readonly Quiz quiz = new();

    public void Dispose() => quiz.Dispose();

    [Fact]
    public void Multiple_choice_shows_question_and_lettered_choices() =>
        Assert.Equal(
            "Which planet is the largest?\nA. Mars\nB. Jupiter\nC. Venus\nD. Mercury\nAnswer:",
            quiz.Says(Quiz.Choice).Prompts()[0].Text
        );

    [Fact]
    public void A_free_answer_shows_the_question() =>
        Assert.Equal("Question: Which planet is the largest?\nAnswer:", quiz.Says(Quiz.Free).Prompts()[0].Text);

    [Fact]
    public void A_passage_precedes_its_question() =>
        Assert.Equal(
            "q1\n\nQuestion: Which planet is the largest?\nAnswer:",
            quiz.Says(Quiz.Free + "  passage: id").Prompts()[0].Text
        );

    [Fact]
    public void Templates_use_columns_by_the_names_that_the_file_gives_them() =>
        Assert.Equal(
            "[space] Which planet is the largest? MARS/JUPITER/VENUS/MERCURY",
            quiz.Says(
                    Quiz.Choice
                        + """
                          field: topic
                        prompt: "[{{ field }}] {{ question }} {{ choices | map(attribute='text') | join('/') | upper }}"
                        """
                )
                .Prompts()[0]
                .Text
        );

    [Fact]
    public void Instruction_and_system_message_precede() =>
        Assert.Equal(
            ("Be exact.", "One word.\n\nQuestion: Which planet is the largest?\nAnswer:"),
            (
                quiz.Says(Quiz.Free + "instruction: One word.\nsystem_prompt: Be exact.").Prompts()[0].System,
                quiz.Prompts()[0].Text
            )
        );

    [Fact]
    public void Written_examples_stand_before_the_question_with_their_answers() =>
        Assert.Equal(
            "2+2?\nA. 3\nB. 4\nAnswer: B\n\nWhich planet is the largest?\nA. Mars\nB. Jupiter\nC. Venus\nD. Mercury\nAnswer:",
            quiz.Says(Quiz.Choice + "few_shot: {examples: [{question: '2+2?', choices: ['3', '4'], answer: B}]}")
                .Prompts()[0]
                .Text
        );

    [Fact]
    public void Examples_come_from_a_split_in_the_files_order()
    {
        quiz.Says(
                Quiz.Free.Replace("data: data.csv", "data: {test: data.csv, dev: dev.csv}", StringComparison.Ordinal)
                    + "few_shot: {num: 2, split: dev}"
            )
            .With("dev.csv", "id,question,answer\na,1?,one\nb,2?,two\nc,3?,three\n");

        Assert.StartsWith(
            "Question: 1?\nAnswer: one\n\nQuestion: 2?\nAnswer: two\n\nQuestion: Which",
            quiz.Prompts()[0].Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Examples_are_written_by_their_own_template() =>
        Assert.Equal(
            "1? is B, that is 'no'\n\nWhich planet is the largest? is",
            quiz.Says(
                    Quiz.Choice
                        + """
                        prompt: "{{ question }} is"
                        few_shot:
                          template: "{{ question }} is {{ answer }}, that is '{{ answer_text }}'"
                          examples: [{question: 1?, choices: [yes, no], answer: B}]
                        """
                )
                .Prompts()[0]
                .Text
        );

    [Fact]
    public void In_likelihood_mode_the_letters_are_compared() =>
        Assert.Equal([" A", " B", " C", " D"], quiz.Says(Quiz.Choice + "mode: likelihood").Prompts()[0].Continuations);

    [Fact]
    public void In_likelihood_mode_the_texts_are_compared_where_the_file_says_so()
    {
        var prompt = quiz.Says(Quiz.Choice + "mode: likelihood\ncontinuation: text").Prompts()[0];

        Assert.Equal("Question: Which planet is the largest?\nAnswer:", prompt.Text);
        Assert.Equal([" Mars", " Jupiter", " Venus", " Mercury"], prompt.Continuations);
    }

    [Fact]
    public void Three_prompts_are_shown_the_first_a_middle_and_the_last() =>
        Assert.Equal(
            ["data.csv:2", "data.csv:3", "data.csv:4"],
            quiz.Says(Quiz.Choice).Check().Previews.Select(preview => Path.GetFileName(preview.Location))
        );

    [Fact]
    public void Stop_strings_go_to_the_model() =>
        Assert.Equal(["\n\n", "Q:"], quiz.Says(Quiz.Free + """stop: ["\n\n", "Q:"]""").Prompts()[0].Stop);
}
