using Assay.Models.Local.Engine;
using Assay.Models.Local.OnnxFolders;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>Ready-made graphs against the reference.</summary>
public sealed class OnnxTransformerTests(OnnxModels models) : IClassFixture<OnnxModels>
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Forms => OnnxModels.Exact;

    private static int[] Ids => OnnxModels.Case.Ids;

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_whole_text_has_the_logits_of_the_reference(string form)
    {
        var rows = Run(models[form], Chain(0, 0, Ids));

        Same(models.Reference.Logits(Ids), rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Token_by_token_it_has_them_too(string form)
    {
        List<float[]> rows = [];

        for (var i = 0; i < Ids.Length; i++)
        {
            rows.AddRange(Run(models[form], Chain(1, i, [Ids[i]])));
        }

        Same(models.Reference.Logits(Ids), rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Piece_by_piece_it_has_them_too(string form)
    {
        List<float[]> rows = [];

        foreach (var (from, to) in new[] { (0, 3), (3, 4), (4, 9), (9, Ids.Length) })
        {
            rows.AddRange(Run(models[form], Chain(1, from, Ids[from..to])));
        }

        Same(models.Reference.Logits(Ids), rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Only_the_rows_asked_for_are_given(string form)
    {
        var rows = Run(models[form], Chain(2, 0, Ids) with { Rows = [2, 7, 12] });

        var expected = models.Reference.Logits(Ids);
        Same([expected[2], expected[7], expected[12]], rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Texts_of_unequal_lengths_can_step_together(string form)
    {
        int[] lengths = [3, Ids.Length - 1, 6];
        for (var slot = 0; slot < lengths.Length; slot++)
        {
            Run(models[form], Chain(slot, 0, Ids[..lengths[slot]]));
        }

        var rows = Run(
            models[form],
            new Pass
            {
                Slot = 0,
                Tokens = [.. lengths.Select(length => Ids[length])],
                Past = lengths,
                Long = [false, false, false],
                Rows = [0, 1, 2],
            }
        );

        var expected = models.Reference.Logits(Ids);
        Same([.. lengths.Select(length => expected[length])], rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_copied_beginning_goes_on_with_its_own_text(string form)
    {
        int[] other = [.. Ids[..6], .. Ids[9..]];
        Run(models[form], Chain(0, 0, Ids[..9]));

        models[form].Copy(0, 2, 6);
        var rows = Run(models[form], Chain(2, 6, other[6..]));

        Same(models.Reference.Logits(other)[6..], rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Who_was_copied_from_goes_on_as_before(string form)
    {
        Run(models[form], Chain(0, 0, Ids[..9]));
        models[form].Copy(0, 2, 6);
        Run(models[form], Chain(2, 6, [5, 4]));

        var rows = Run(models[form], Chain(0, 9, Ids[9..]));

        Same(models.Reference.Logits(Ids)[9..], rows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_shorter_past_cuts_what_the_slot_holds(string form)
    {
        int[] other = [.. Ids[..5], 3, 1, 4];
        Run(models[form], Chain(3, 0, Ids));

        var rows = Run(models[form], Chain(3, 5, other[5..]));

        Same(models.Reference.Logits(other)[5..], rows);
    }

    [Fact]
    public void Half_precision_at_the_edges_costs_little()
    {
        var transformer = models[OnnxModels.Half];
        List<float[]> rows = [.. Run(transformer, Chain(0, 0, Ids[..4]))];

        for (var i = 4; i < Ids.Length; i++)
        {
            rows.AddRange(Run(transformer, Chain(0, i, [Ids[i]])));
        }

        Same(models.Reference.Logits(Ids), rows, 0.02);
    }

    [Fact]
    public void A_tree_of_one_chain_is_run()
    {
        var tree = new TokenTree(Ids.AsSpan(0, 4));
        tree.Add(TokenTree.Root, Ids.AsSpan(4));
        Run(models[OnnxModels.Optimum], Chain(0, 0, Ids[..4]));

        var rows = Run(models[OnnxModels.Optimum], Chain(0, 4, Ids[4..]) with { Tree = tree });

        Same(models.Reference.Logits(Ids)[4..], rows);
    }

    [Fact]
    public void A_tree_with_branches_is_refused()
    {
        var tree = new TokenTree(Ids.AsSpan(0, 4));
        tree.Add(TokenTree.Root, Ids.AsSpan(4, 1));
        tree.Add(TokenTree.Root, Ids.AsSpan(5, 1));
        Run(models[OnnxModels.Optimum], Chain(0, 0, Ids[..4]));

        Assert.Throws<ArgumentException>(() =>
            Run(models[OnnxModels.Optimum], Chain(0, 4, Ids[4..6]) with { Tree = tree })
        );
    }

    [Fact]
    public void More_past_than_a_slot_holds_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(models[OnnxModels.Optimum], Chain(0, 100, [1])));

    [Fact]
    public void Sizes_come_from_the_graph_and_the_settings() =>
        Assert.Equal(
            (97, 128, 97, 96),
            (
                models[OnnxModels.Optimum].Vocabulary,
                models[OnnxModels.Optimum].Context,
                models[OnnxModels.GenAi].Vocabulary,
                models[OnnxModels.GenAi].Context
            )
        );

    private static Pass Chain(int slot, int past, int[] tokens) =>
        new()
        {
            Slot = slot,
            Tokens = tokens,
            Past = [past],
            Long = [false],
            Rows = [.. Enumerable.Range(0, tokens.Length)],
        };

    private static float[][] Run(OnnxTransformer transformer, Pass pass)
    {
        var logits = new float[pass.Rows.Length * transformer.Vocabulary];
        transformer.Run(pass, logits);
        return [.. logits.Chunk(transformer.Vocabulary)];
    }

    private static void Same(double[][] expected, IReadOnlyList<float[]> actual, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var token = 0; token < expected[i].Length; token++)
            {
                Assert.Equal(expected[i][token], actual[i][token], tolerance);
            }
        }
    }
}
