using Assay.Models.Local.Engine;

namespace Assay.Models.Local.Tests.Engine;

public sealed class TokenTreeTests
{
    [Fact]
    public void Positions_count_along_the_branches()
    {
        var tree = new TokenTree([10, 11]);
        var trunk = tree.Add(TokenTree.Root, [12]);
        tree.Add(trunk, [20, 21]);
        tree.Add(trunk, [30]);
        tree.Add(TokenTree.Root, [40]);

        Assert.Equal([10, 11, 12, 20, 21, 30, 40], tree.Tokens);
        Assert.Equal([0, 1, 2, 3, 4, 3, 2], tree.Positions);
    }

    [Fact]
    public void A_tree_may_begin_with_nothing()
    {
        var tree = new TokenTree([]);
        var trunk = tree.Add(TokenTree.Root, []);
        tree.Add(trunk, [1, 2]);
        tree.Add(trunk, [3]);

        Assert.Equal([0, 1, 0], tree.Positions);
        Assert.Equal(["1..", "11.", "..1"], Mask(tree, 0));
    }

    [Fact]
    public void A_token_sees_its_ancestors_and_what_is_before_it_in_its_branch()
    {
        var tree = new TokenTree([1]);
        var trunk = tree.Add(TokenTree.Root, [2]);
        tree.Add(trunk, [3, 4]);
        tree.Add(trunk, [5, 6]);

        Assert.Equal(["11....", "111...", "1111..", "11..1.", "11..11"], Mask(tree, 1));
    }

    [Fact]
    public void A_window_counts_positions_and_not_places()
    {
        var tree = new TokenTree([1]);
        var trunk = tree.Add(TokenTree.Root, [2]);
        tree.Add(trunk, [3, 4]);
        tree.Add(trunk, [5, 6]);

        Assert.Equal(["1.....", "11....", ".11...", "..11..", ".1..1.", "....11"], Mask(tree, 0, window: 2));
    }

    [Fact]
    public void A_part_of_the_rows_is_what_the_whole_mask_has()
    {
        var tree = new TokenTree([1]);
        var trunk = tree.Add(TokenTree.Root, [2]);
        tree.Add(trunk, [3, 4]);
        tree.Add(trunk, [5]);

        Assert.Equal(["111.", "1111"], Mask(tree, 2, to: 4));
    }

    [Fact]
    public void The_last_token_of_an_empty_branch_is_that_before_it()
    {
        var tree = new TokenTree([1, 2]);
        var empty = tree.Add(TokenTree.Root, []);
        var branch = tree.Add(empty, [3]);

        Assert.Equal((1, 2, 2), (tree.Last(empty), tree.Last(branch), tree.First(branch)));
    }

    private static string[] Mask(TokenTree tree, int from, int? to = null, int? window = null)
    {
        var end = to ?? tree.Tokens.Count;
        var mask = new float[(end - from) * end];
        tree.Mask(from, end, window, -1, mask);
        return [.. mask.Chunk(end).Select(row => string.Concat(row.Select(value => value == 0 ? '1' : '.')))];
    }
}
