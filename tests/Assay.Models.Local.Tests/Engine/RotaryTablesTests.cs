using Assay.Models.Local.Description;
using Assay.Models.Local.Engine;

namespace Assay.Models.Local.Tests.Engine;

public sealed class RotaryTablesTests
{
    private static readonly Rotary Plain = new([1, 0.25]);
    private static readonly Rotary WithLong = Plain with
    {
        LongFrequencies = [0.5, 0.125],
        ShortLength = 8,
        Magnitude = 1.5,
    };

    [Fact]
    public void A_row_holds_cosines_and_sines_of_the_position_times_the_frequencies()
    {
        var tables = Reserved(Plain, 6);

        Assert.Equal([MathF.Cos(5), MathF.Cos(1.25f)], Row(tables.Cosines, tables.Row(5, isLong: false)));
        Assert.Equal([MathF.Sin(5), MathF.Sin(1.25f)], Row(tables.Sines, tables.Row(5, isLong: false)));
    }

    [Fact]
    public void Length_changes_nothing_without_frequencies_for_it()
    {
        var tables = Reserved(Plain, 6);

        Assert.Equal(tables.Row(3, isLong: false), tables.Row(3, isLong: true));
    }

    [Fact]
    public void Long_sequences_have_rows_of_their_own()
    {
        var tables = Reserved(WithLong, 6);

        Assert.Equal(1.5 * Math.Cos(4), Row(tables.Cosines, tables.Row(4, isLong: false))[0], 1e-6);
        Assert.Equal(1.5 * Math.Cos(2), Row(tables.Cosines, tables.Row(4, isLong: true))[0], 1e-6);
        Assert.Equal(1.5 * Math.Sin(0.5), Row(tables.Sines, tables.Row(4, isLong: true))[1], 1e-6);
    }

    [Fact]
    public void Rows_are_the_same_after_growth()
    {
        var tables = Reserved(WithLong, 4);
        var before = Row(tables.Sines, tables.Row(3, isLong: true));

        tables.Reserve(100);

        Assert.Equal(before, Row(tables.Sines, tables.Row(3, isLong: true)));
        Assert.InRange(tables.Row(99, isLong: true), 0, tables.Rows - 1);
    }

    [Fact]
    public void Less_than_is_there_makes_no_new_tables()
    {
        var tables = Reserved(Plain, 10);
        var before = tables.Cosines;

        tables.Reserve(9);

        Assert.Same(before, tables.Cosines);
    }

    private static RotaryTables Reserved(Rotary rotary, int positions)
    {
        var tables = new RotaryTables(rotary);
        tables.Reserve(positions);
        return tables;
    }

    private static float[] Row(float[] table, int row) => table[(2 * row)..(2 * (row + 1))];
}
