using Assay.Testing;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>Every case must be able to tell a right engine from a wrong one.</summary>
public sealed class ArchitectureCasesTests(LoadedCases loaded) : IClassFixture<LoadedCases>
{
    public static TheoryData<string> Names => ArchitectureCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_later_token_changes_no_earlier_logits(string name)
    {
        var (one, model) = loaded[name];
        var ids = one.Ids;
        var before = model.Logits(ids);
        ids[^1] = (ids[^1] + 1) % ArchitectureCases.Vocabulary;

        var after = model.Logits(ids);

        Assert.Equal(before[..^1], after[..^1]);
        Assert.NotEqual(before[^1], after[^1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_after_a_prefix_are_those_within_the_sequence_unless_frequencies_depend_on_its_length(string name)
    {
        var (one, model) = loaded[name];
        var whole = model.Logits(one.Ids)[1];

        var alone = model.Logits(one.Ids[..2])[1];

        Assert.Equal(one.FrequenciesDependOnLength, Distance(whole, alone) > 1e-9);
        Assert.Equal(whole, model.Logits(one.Ids[..2], rotaryLength: one.Length)[1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_spread_and_differ_from_position_to_position(string name)
    {
        var (one, model) = loaded[name];

        var logits = model.Logits(one.Ids);

        Assert.All(logits, row => Assert.InRange(Deviation(row), 0.5, 5));
        Assert.All(logits.Zip(logits.Skip(1)), pair => Assert.True(Distance(pair.First, pair.Second) > 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_earlier_tokens_matters(string name)
    {
        var (one, model) = loaded[name];
        var ids = one.Ids;
        var before = model.Logits(ids);
        var last = ids.Length - 1;
        (ids[last - 1], ids[last - 2]) = (ids[last - 2], ids[last - 1]);

        var after = model.Logits(ids);

        Assert.True(Distance(before[last], after[last]) > 0.01);
    }

    [Fact]
    public void No_two_cases_share_a_name() =>
        Assert.Equal(ArchitectureCases.All.Count, ArchitectureCases.All.DistinctBy(one => one.Name).Count());

    [Fact]
    public void The_same_folder_is_written_twice()
    {
        using var folder = new TemporaryFolder();
        var one = ArchitectureCases.All[0];
        one.Folder.Write(folder["a"]);
        one.Folder.Write(folder["b"]);

        Assert.Equal(
            File.ReadAllBytes(folder["a/model.safetensors"]),
            File.ReadAllBytes(folder["b/model.safetensors"])
        );
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static double Deviation(double[] row)
    {
        var mean = row.Average();
        return Math.Sqrt(row.Average(x => (x - mean) * (x - mean)));
    }
}
