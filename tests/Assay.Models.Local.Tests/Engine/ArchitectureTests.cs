using Assay.Models.Local.Engine;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Every architecture against the reference, which is written apart from it in double precision.</summary>
public sealed class ArchitectureTests(LoadedTransformers loaded) : IClassFixture<LoadedTransformers>
{
    private const double Tolerance = 1e-4;

    /// <summary>The cases that stay within the context of their settings; see <see cref="Architectures.RotarySettings"/>.</summary>
    public static TheoryData<string> Names =>
        [.. ArchitectureCases.All.Where(one => !Beyond.Contains(one.Name)).Select(one => one.Name)];

    // These change with the length of a text beyond the trained context; the engine ends texts there.
    private static string[] Beyond =>
        [
            "llama, dynamic scaling beyond its context",
            "qwen 1, base that grows beyond the trained length",
            "qwen 1, queries that grow beyond the trained length",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_whole_text_has_the_logits_of_the_reference(string name)
    {
        var ids = ArchitectureCases.Named(name).Ids;

        var logits = Run(loaded.Transformer(name), Prefill(loaded.Transformer(name), ids, slot: 0));

        Same(loaded.Reference(name).Logits(ids), logits, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Token_by_token_it_has_them_too(string name)
    {
        var ids = ArchitectureCases.Named(name).Ids;
        var transformer = loaded.Transformer(name);
        var isLong = transformer.IsLong(ids.Length);
        List<float[]> rows = [.. Run(transformer, Prefill(transformer, ids[..3], slot: 1, isLong))];

        for (var i = 3; i < ids.Length; i++)
        {
            rows.AddRange(Run(transformer, Next(1, ids[i], i, isLong)));
        }

        Same(loaded.Reference(name).Logits(ids), rows, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_of_unequal_lengths_can_step_together(string name)
    {
        var ids = ArchitectureCases.Named(name).Ids;
        var transformer = loaded.Transformer(name);
        int[] lengths = [3, ids.Length - 1, 6];
        var isLong = transformer.IsLong(ids.Length);
        for (var slot = 0; slot < lengths.Length; slot++)
        {
            transformer.Run(
                Prefill(transformer, ids[..lengths[slot]], slot, isLong),
                new float[lengths[slot] * transformer.Vocabulary]
            );
        }

        var rows = Run(
            transformer,
            new Pass
            {
                Slot = 0,
                Tokens = [.. lengths.Select(length => ids[length])],
                Past = lengths,
                Long = [isLong, isLong, isLong],
                Rows = [0, 1, 2],
            }
        );

        var expected = loaded.Reference(name).Logits(ids);
        Same([.. lengths.Select(length => expected[length])], rows, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Branches_behind_a_common_beginning_do_not_see_each_other(string name)
    {
        var ids = ArchitectureCases.Named(name).Ids;
        var transformer = loaded.Transformer(name);
        var isLong = transformer.IsLong(ids.Length);
        int[] other = [.. ids[..6], .. ids[9..], .. ids[6..9]];
        transformer.Run(Prefill(transformer, ids[..4], 2, isLong), new float[4 * transformer.Vocabulary]);
        var tree = new TokenTree(ids.AsSpan(0, 4));
        var trunk = tree.Add(TokenTree.Root, ids.AsSpan(4, 2));
        var first = tree.Add(trunk, ids.AsSpan(6));
        var second = tree.Add(trunk, other.AsSpan(6));

        var rows = Run(
            transformer,
            new Pass
            {
                Slot = 2,
                Tokens = [.. tree.Tokens.Skip(4)],
                Past = [4],
                Long = [isLong],
                Rows = [tree.Last(first) - 4, tree.Last(second) - 4],
                Tree = tree,
            }
        );

        Same([loaded.Reference(name).Logits(ids)[^1], loaded.Reference(name).Logits(other)[^1]], rows, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Eight_bits_change_logits_by_a_twentieth_of_their_spread_at_most(string name) =>
        Near(name, Precision.Int8, share: 0.05);

    [Theory]
    [MemberData(nameof(Names))]
    public void Four_bits_change_logits_by_their_spread_at_most(string name) => Near(name, Precision.Int4, share: 1);

    private void Near(string name, Precision precision, double share)
    {
        var ids = ArchitectureCases.Named(name).Ids;
        var transformer = loaded.Transformer(name, precision);
        var expected = loaded.Reference(name).Logits(ids);
        var all = expected.SelectMany(row => row).ToArray();
        var mean = all.Average();
        var spread = Math.Sqrt(all.Average(logit => (logit - mean) * (logit - mean)));

        var rows = Run(transformer, Prefill(transformer, ids, 0));

        var error = Math.Sqrt(expected.Zip(rows, (a, b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Average()).Average());
        Assert.InRange(error, 1e-9, share * spread);
    }

    private static Pass Prefill(ITransformer transformer, int[] ids, int slot, bool? isLong = null) =>
        new()
        {
            Slot = slot,
            Tokens = ids,
            Past = [0],
            Long = [isLong ?? transformer.IsLong(ids.Length)],
            Rows = [.. Enumerable.Range(0, ids.Length)],
        };

    private static Pass Next(int slot, int id, int past, bool isLong) =>
        new()
        {
            Slot = slot,
            Tokens = [id],
            Past = [past],
            Long = [isLong],
            Rows = [0],
        };

    private static float[][] Run(ITransformer transformer, Pass pass)
    {
        var logits = new float[pass.Rows.Length * transformer.Vocabulary];
        transformer.Run(pass, logits);
        return [.. logits.Chunk(transformer.Vocabulary)];
    }

    private static void Same(double[][] expected, IReadOnlyList<float[]> actual, double tolerance)
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
