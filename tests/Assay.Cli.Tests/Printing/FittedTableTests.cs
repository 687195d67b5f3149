using System.Collections.Immutable;
using Assay.Cli.Printing;
using CsCheck;

namespace Assay.Cli.Tests.Printing;

public sealed class FittedTableTests
{
    private static readonly ImmutableArray<Column<string[]>> Columns =
    [
        new("Name", row => row[0], Right: false),
        new("Score", row => row[1]),
        new("Answered", row => row[2], Spare: 1),
        new("Tokens", row => row[3], Spare: 2),
    ];

    private static readonly string[][] Rows =
    [
        ["mini_gsm8k", "0.5", "40", "1,234"],
        ["arc", "0.25", "7", "8"],
    ];

    [Fact]
    public void With_room_for_all_columns_all_are_there() =>
        Assert.Equal(
            [
                "Name        Score  Answered  Tokens",
                "───────────────────────────────────",
                "mini_gsm8k    0.5        40   1,234",
                "arc          0.25         7       8",
            ],
            Written(35)
        );

    [Fact]
    public void The_column_that_can_be_spared_most_goes_first() =>
        Assert.Equal("Name        Score  Answered", Written(34)[0]);

    [Fact]
    public void The_others_that_can_be_spared_go_next() => Assert.Equal("Name        Score", Written(26)[0]);

    [Fact]
    public void Where_nothing_more_can_be_spared_each_row_is_a_block_with_everything()
    {
        using var screen = new Screen(24);

        FittedTable.Write(
            screen.Console,
            [
                ["a_name_of_some_length", "0.5", "40", "1,234"],
                ["b", "1", "7", ""],
            ],
            Columns
        );

        Assert.Equal(
            [
                "a_name_of_some_length",
                "  Score     0.5",
                "  Answered  40",
                "  Tokens    1,234",
                "",
                "b",
                "  Score     1",
                "  Answered  7",
            ],
            screen.Results
        );
    }

    [Fact]
    public void No_rows_are_no_table()
    {
        using var screen = new Screen();

        FittedTable.Write<string[]>(screen.Console, [], Columns);

        Assert.Equal("", screen.Console.Output);
    }

    [Fact]
    public void Wide_characters_keep_columns_in_line()
    {
        using var screen = new Screen();

        FittedTable.Write(
            screen.Console,
            [
                ["模型", "1", "", ""],
                ["abcd", "2", "", ""],
            ],
            Columns
        );

        Assert.Equal(
            screen.Results[2].IndexOf('1', StringComparison.Ordinal) + 2,
            screen.Results[3].IndexOf('2', StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Hostile_cells_stay_in_their_row()
    {
        using var screen = new Screen();

        FittedTable.Write(
            screen.Console,
            [
                ["a\nb\e[2J\u202e", "1", "", ""],
            ],
            Columns
        );

        Assert.Equal(3, screen.Results.Count);
        Assert.StartsWith("a b", screen.Results[2], StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_too_wide_or_ends_in_a_blank() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 12].Array[4].Array[1, 5], Gen.Int[40, 120])
            .Sample(
                (rows, width) =>
                {
                    using var screen = new Screen(width);
                    FittedTable.Write(screen.Console, rows, Columns);
                    return screen.Results.All(line => line.Length <= width && line == line.TrimEnd());
                }
            );

    private static IReadOnlyList<string> Written(int width)
    {
        using var screen = new Screen(width);
        FittedTable.Write(screen.Console, Rows, Columns);
        return screen.Results;
    }
}
