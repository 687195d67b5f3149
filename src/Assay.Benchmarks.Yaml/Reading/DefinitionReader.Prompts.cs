using System.Collections.Immutable;
using Assay.ChatTemplates;
using Assay.Datasets.Formats;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>Templates and examples.</summary>
internal sealed partial class DefinitionReader
{
    private const string Passage = "{% if passage %}{{ passage }}\n\n{% endif %}";

    private const string ChoicePrompt =
        Passage
        + "{{ question }}\n{% for choice in choices %}{{ choice.label }}. {{ choice.text }}\n{% endfor %}Answer:";

    private const string PlainPrompt = Passage + "Question: {{ question }}\nAnswer:";

    private (TextTemplate? Instruction, TextTemplate? Prompt) Prompts(AnswerKind kind, ColumnMap columns)
    {
        var variables = Variables(columns);
        return (Template(root, "instruction", variables), Template(root, "prompt", variables));
    }

    private static TextTemplate Default(AnswerKind kind, bool text, CodeDefinition? code, ColumnMap columns) =>
        TextTemplate.Parse(
            code is { Check: CodeCheck.Function } ? $"Complete the following {code.Language} code:\n{{{{ question }}}}"
                : code is not null
                    ? $"{{{{ question }}}}\n\nWrite the whole program in {code.Language}, in one fenced block."
                : kind is AnswerKind.MultipleChoice && !text ? ChoicePrompt
                : PlainPrompt,
            "prompt",
            _ => "the default prompt",
            [.. Variables(columns)]
        );

    private TextTemplate? Template(KeyReader reader, string key, ImmutableArray<string> variables) =>
        reader.Read<TextTemplate?>(
            key,
            value =>
                TextTemplate.Parse(
                    Raw(value),
                    value.Key,
                    line => value.Node.Line > 0 ? $"{file}:{value.Node.Line + line - 1}" : value.Node.Place,
                    variables
                ),
            null
        );

    private static ImmutableArray<string> Variables(ColumnMap columns) =>
        [.. PromptVariables.Common.Union(columns.Others.Keys, StringComparer.Ordinal)];

    private Shots FewShot(
        AnswerKind kind,
        ColumnMap columns,
        AnswerForm form,
        string? separator,
        ImmutableArray<DataFiles> files,
        string asked,
        string dataset
    )
    {
        if (root.Object("few_shot", "num", "split", "random", "examples", "template") is not { } reader)
        {
            return new Shots(0, null, false, [], null);
        }
        var template = Template(reader, "template", [.. Variables(columns), .. PromptVariables.OfExamples]);
        var split = reader.Read<string?>("split", value => value.Choice(files.Select(x => x.Split)), null);
        var examples = Examples(reader, new SampleParser(dataset, kind, Own(columns, kind), form, separator));
        var number = reader.Read("num", value => value.Whole(least: 0), examples.Length);
        var random = reader.Read("random", value => value.Flag(), false);
        if (split is not null && reader.Has("examples"))
        {
            reader.Wrong("split", "and examples are both given", "keep one of them");
        }
        else if (split is null && !reader.Has("examples") && !reader.Has("split"))
        {
            reader.Wrong("num", "has no examples to take", "add split: a split of data, or examples");
        }
        else if (split is not null && SameFile(files, split, asked))
        {
            reader.Wrong("split", $"is '{split}', the questions that are asked", "take examples from another file");
        }
        if (split is null && reader["examples"] is PlanNode.List { Items.Length: var written } && number > written)
        {
            reader.Wrong("num", $"is {number}, but there are {written} examples", $"write 0 to {written}");
        }
        if (random && split is null)
        {
            reader.Wrong(
                "random",
                "is true, but the examples are written down",
                "leave it out, or take them from a split"
            );
        }
        return new Shots(number, split, random, examples, template);
    }

    private static bool SameFile(ImmutableArray<DataFiles> files, string split, string asked) =>
        split == asked
        || files.First(x => x.Split == split).Pattern == files.FirstOrDefault(x => x.Split == asked)?.Pattern;

    private ImmutableArray<Sample> Examples(KeyReader reader, SampleParser parser) =>
        reader.Read<ImmutableArray<Sample>>(
            "examples",
            value =>
            {
                if (value.Node is not PlanNode.List list)
                {
                    throw value.Wrong(
                        $"is {value.Node.Show()}, not a list",
                        "write - question: … and answer: … below it"
                    );
                }
                var samples = ImmutableArray.CreateBuilder<Sample>();
                foreach (var item in list.Items)
                {
                    samples.AddRange(root.Try<ImmutableArray<Sample>>(() => [Example(item, samples.Count)], []));
                }
                return samples.ToImmutable();

                Sample Example(PlanNode item, int index) =>
                    item is PlanNode.Object example
                        // An index above 0: no column is named here that could be named wrongly.
                        ? parser.Parse(new JsonRow(example.ToJson(), file, example.Line), "few_shot", index + 1)
                        : throw new InputException(
                            $"an example is {item.Show()}, not an object",
                            item.Place,
                            "write question: … and answer: … below it"
                        );
            },
            []
        );

    /// <summary>The columns of examples in the file: they are called what templates call them.</summary>
    private static ColumnMap Own(ColumnMap columns, AnswerKind kind)
    {
        return new ColumnMap
        {
            Question = Named("question"),
            Choices = kind is AnswerKind.MultipleChoice ? [Named("choices")] : [],
            ChoicesInOne = true,
            Answer = columns.Answer is null ? null : Named("answer"),
            Answers = columns.Answers is null ? null : Named("answers"),
            Passage = columns.Passage is null ? null : Named("passage"),
            Solution = columns.Solution is null ? null : Named("solution"),
            Others = columns.Others.Keys.ToImmutableSortedDictionary(name => name, Named, StringComparer.Ordinal),
        };

        static Column Named(string name) => new(name, "");
    }

    /// <summary>The examples that precede a question.</summary>
    private sealed record Shots(
        int Number,
        string? Split,
        bool Random,
        ImmutableArray<Sample> Examples,
        TextTemplate? Template
    );
}
