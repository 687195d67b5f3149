using System.Text;

namespace Assay.Benchmarks.Yaml;

/// <summary>The text of a file to start from.</summary>
internal static class StarterText
{
    /// <summary>A benchmark over a data file with these columns.</summary>
    public static string Of(string name, string data, ColumnGuess guess)
    {
        var free = guess.Choices.IsEmpty;
        var text = new StringBuilder();
        text.Append("# A benchmark of your own. docs/own-benchmarks.md explains every key;\n");
        text.Append("# 'assay datasets check FILE' looks at this file and at every row, and shows three prompts.\n\n");
        text.Append($"name: {name}            # letters, digits, _ and -\n");
        text.Append($"title: {name}\n");
        text.Append("description: What it measures, in a sentence.\n\n");
        text.Append("# A path relative to this file: .csv, .tsv, .jsonl, .json, .parquet; * stands for anything.\n");
        text.Append("# With examples in a file of their own:  data: {test: questions.csv, dev: examples.csv}\n");
        text.Append($"data: {Quoted(data)}\n\n");
        text.Append(
            $"kind: {(free ? "free_answer      # or multiple_choice" : "multiple_choice      # or free_answer")}\n\n"
        );
        if (!guess.All.IsEmpty)
        {
            text.Append($"# The file has: {string.Join(", ", guess.All.Select(Plain))}\n");
        }
        text.Append("columns:\n");
        Required(text, "question", guess.Question);
        if (guess.Choices.Length == 1)
        {
            text.Append($"  choices: {Quoted(guess.Choices[0])}      # a list; or a column for each: [A, B, C, D]\n");
        }
        else if (!free)
        {
            text.Append(
                $"  choices: [{string.Join(", ", guess.Choices.Select(Quoted))}]      # or one column with a list\n"
            );
        }
        if (guess.Answers is { } several)
        {
            text.Append($"  answers: {Quoted(several)}      # a list of right answers\n");
        }
        else
        {
            Required(text, "answer", guess.Answer);
        }
        Optional(text, "id", guess.Id, "each row's own name");
        Optional(text, "category", guess.Category, "a line of its own in reports");
        Optional(text, "passage", guess.Passage, "the text that the question is about");
        text.Append("  # hint: COLUMN        # any other name: templates can use {{ hint }}\n\n");
        if (!free)
        {
            text.Append("# What answers are: auto, letter, text, index (from 0) or number (from 1).\n");
            text.Append("# answer_is: letter\n\n");
        }
        AppendPrompt(text, free);
        AppendScoring(text, free);
        text.Append("# licence: CC BY 4.0\n# citation: Who made it, when, where it is.\n");
        return text.ToString();
    }

    private static void AppendPrompt(StringBuilder text, bool free)
    {
        text.Append("# What is asked, up to where the answer follows (Jinja). This is the default:\n");
        text.Append("# prompt: |\n");
        text.Append(
            free
                ? "#   Question: {{ question }}\n#   Answer:\n"
                : "#   {{ question }}\n#   {% for choice in choices %}\n#   {{ choice.label }}. {{ choice.text }}\n#   {% endfor %}\n#   Answer:\n"
        );
        text.Append("# instruction: Answer with one word.      # precedes everything\n");
        text.Append("# system_prompt: You are a careful expert.\n\n");
        text.Append("# few_shot:\n#   num: 2\n#   examples:\n");
        text.Append(
            free
                ? "#     - {question: What is the capital of Peru?, answer: Lima}\n#     - {question: What is the capital of Mali?, answer: Bamako}\n\n"
                : "#     - {question: Which is a fruit?, choices: [a plum, a nail], answer: A}\n#     - {question: Which is a metal?, choices: [wool, zinc], answer: B}\n\n"
        );
    }

    private static void AppendScoring(StringBuilder text, bool free)
    {
        if (!free)
        {
            text.Append("# mode: likelihood      # compare the choices' probabilities instead of reading a text\n\n");
            return;
        }
        text.Append("# The first is the headline: accuracy, contains, exact_match, f1, number, regex, ...\n");
        text.Append("metrics: [exact_match, f1]\n");
        text.Append("# How the answer is found in the model's text; the first that finds something counts:\n");
        text.Append("# extract: [answer, last_line]\n# stop: [\"\\n\\n\"]\n\n");
    }

    private static void Required(StringBuilder text, string key, string? column) =>
        text.Append(
            column is null
                ? $"  {key}: COLUMN      # write the column of the {key} here\n"
                : $"  {key}: {Quoted(column)}\n"
        );

    private static void Optional(StringBuilder text, string key, string? column, string what) =>
        text.Append(
            column is null ? $"  # {key}: COLUMN      # {what}\n" : $"  {key}: {Quoted(column)}      # {what}\n"
        );

    private static string Quoted(string value) =>
        ScalarText.IsPlainText(value) ? value : $"'{Plain(value).Replace("'", "''", StringComparison.Ordinal)}'";

    // What a comment or a quoted scalar can hold on one line.
    private static string Plain(string value) => new([.. value.Select(c => char.IsControl(c) ? ' ' : c)]);
}
