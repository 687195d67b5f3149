namespace Assay.Models.Local.Engine;

/// <summary>
/// Several texts with common beginnings, laid into one slot: branches behind each other, each of which sees its ancestors and itself. So
/// a common beginning is computed once, and many short branches are one product of matrices.
/// </summary>
internal sealed class TokenTree
{
    private readonly List<Branch> branches = [];
    private readonly List<int> branchOf = [];
    private readonly List<int> tokens = [];
    private readonly List<int> positions = [];

    /// <param name="beginning">Tokens that are in the slot already, and that all branches share.</param>
    public TokenTree(ReadOnlySpan<int> beginning) => Add(None, beginning);

    /// <summary>The branch that all start from.</summary>
    public static int Root => 0;

    private static int None => -1;

    /// <summary>All tokens, in the order of the slot.</summary>
    public IReadOnlyList<int> Tokens => tokens;

    /// <summary>Each token's position in its own text.</summary>
    public IReadOnlyList<int> Positions => positions;

    /// <summary>Adds a branch; gives its number.</summary>
    public int Add(int parent, ReadOnlySpan<int> text)
    {
        var first = Next(parent);
        branches.Add(new Branch(parent, tokens.Count, text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            tokens.Add(text[i]);
            positions.Add(first + i);
            branchOf.Add(branches.Count - 1);
        }
        return branches.Count - 1;
    }

    /// <summary>The place of a branch's last token, or of the last before it where it has none.</summary>
    public int Last(int branch)
    {
        branch = WithTokens(branch);
        return branches[branch].First + branches[branch].Count - 1;
    }

    /// <summary>The place of a branch's first token.</summary>
    public int First(int branch) => branches[branch].First;

    /// <summary>
    /// Writes what tokens <paramref name="from"/> to <paramref name="to"/> see of the tokens before <paramref name="to"/>: 0 for what
    /// is seen, <paramref name="hidden"/> for what is not; [to - from, to].
    /// </summary>
    public void Mask(int from, int to, int? window, float hidden, Span<float> mask)
    {
        for (var token = from; token < to; token++)
        {
            var row = mask.Slice((token - from) * to, to);
            row.Fill(hidden);
            var first = window is { } size ? positions[token] - size + 1 : 0;
            for (var branch = branchOf[token]; branch != None; branch = branches[branch].Parent)
            {
                var (_, start, count) = branches[branch];
                var end = Math.Min(start + count, token + 1);
                if (end <= start)
                {
                    continue;
                }
                var cut = Math.Clamp(first - positions[start], 0, end - start);
                row[(start + cut)..end].Clear();
            }
        }
    }

    // The position behind a branch; 0 where neither it nor what is before it has tokens.
    private int Next(int branch)
    {
        branch = WithTokens(branch);
        return branch == None ? 0 : positions[Last(branch)] + 1;
    }

    private int WithTokens(int branch)
    {
        while (branch != None && branches[branch].Count == 0)
        {
            branch = branches[branch].Parent;
        }
        return branch;
    }

    private readonly record struct Branch(int Parent, int First, int Count);
}
