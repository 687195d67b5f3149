using System.CommandLine;
using Assay.Plans;

namespace Assay.Cli.Tests;

public sealed class HelpTextTests
{
    private static readonly string[][] Verbs =
    [
        [],
        ["eval"],
        ["datasets"],
        ["datasets", "list"],
        ["datasets", "docs"],
        ["datasets", "show"],
        ["datasets", "pull"],
        ["datasets", "pack"],
        ["datasets", "new"],
        ["datasets", "check"],
        ["models"],
        ["models", "list"],
        ["models", "show"],
        ["models", "bench"],
        ["models", "pull"],
        ["models", "templates"],
        ["report"],
        ["serve"],
        ["doctor"],
        ["cache"],
        ["cache", "size"],
        ["cache", "prune"],
        ["completion"],
    ];

    public static TheoryData<int, string> Everywhere =>
        [.. new[] { 80, 120 }.SelectMany(width => Verbs.Select(verb => (width, string.Join(' ', verb))))];

    [Fact]
    public void Every_key_that_is_built_is_in_the_help_of_eval()
    {
        var help = HelpText.Of(CommandLine.Command("eval"), 100);

        Assert.All(
            PlanKeys.All.Where(key => !key.NotBuilt),
            key => Assert.Contains($"\n  --{key.Name.Replace('_', '-')}", help, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_is_not_built_is_not_in_it()
    {
        var help = HelpText.Of(CommandLine.Command("eval"), 100);

        Assert.All(
            PlanKeys.All.Where(key => key.NotBuilt),
            key => Assert.DoesNotContain($"--{key.Name.Replace('_', '-')}", help, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void No_line_but_an_example_is_wider_than_the_terminal(int width, string verb) =>
        Assert.All(
            Lines(verb, width).Where(line => !line.StartsWith("  assay ", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, width)
        );

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void No_line_ends_in_a_blank(int width, string verb) =>
        Assert.All(Lines(verb, width), line => Assert.Equal(line.TrimEnd(), line));

    [Fact]
    public void Every_verb_of_the_tree_is_looked_at_here() =>
        Assert.Equal(
            Names(CommandLine.Command()).Order(StringComparer.Ordinal),
            Verbs.Select(verb => string.Join(' ', ["assay", .. verb])).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Examples_come_last()
    {
        var help = HelpText.Of(CommandLine.Command("eval"), 80);

        Assert.True(
            help.IndexOf("\nexamples:\n", StringComparison.Ordinal)
                > help.LastIndexOf("\nprogram:\n", StringComparison.Ordinal)
        );
        Assert.EndsWith(
            """'{"gsm8k": {"few_shot_num": 0, "protocol": "lm-eval"}}'""" + "\n",
            help,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Examples_parse()
    {
        var examples = Verbs
            .Select(verb => CommandLine.Command(verb))
            .OfType<Cli.Verbs.Verb>()
            .SelectMany(verb => verb.Examples)
            .Select(example => example.Line)
            .Where(line =>
                line.StartsWith("assay ", StringComparison.Ordinal) && !line.Contains('|', StringComparison.Ordinal)
            );

        Assert.All(
            examples,
            line =>
                Assert.Empty(
                    CommandLine
                        .Command()
                        .Parse(line.Replace('\'', '"')["assay ".Length..].Split(" --dataset-args")[0])
                        .Errors
                )
        );
    }

    [Fact]
    public void Flags_of_eval_stand_in_the_groups_of_their_keys() =>
        Assert.Equal(
            ["model:", "data:", "amount and stage:", "run:", "server:", "judge:", "programs:", "program:"],
            Lines("eval", 80)
                .Where(line => line.EndsWith(':') && !line.StartsWith(' '))
                .Where(line => line is not "examples:")
        );

    [Fact]
    public void Flags_of_other_verbs_stand_in_one_group() =>
        Assert.Equal(["flags:"], Lines("cache size", 80).Where(line => line.EndsWith(':') && !line.StartsWith(' ')));

    [Fact]
    public void A_verb_of_a_verb_is_named_in_full() =>
        Assert.Contains("usage: assay datasets show NAME [flags]", Lines("datasets show", 80));

    [Fact]
    public void On_a_narrow_terminal_texts_stand_below_their_flags() =>
        Assert.All(Lines("cache prune", 40), line => Assert.InRange(line.Length, 0, 40));

    private static string[] Lines(string verb, int width) =>
        HelpText.Of(CommandLine.Command(verb.Split(' ', StringSplitOptions.RemoveEmptyEntries)), width).Split('\n');

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.SelectMany(Names).Prepend(HelpText.Path(command));
}
