using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

// What stands in brackets, and matrices.
internal sealed partial class LatexParser
{
    private MathNode? Group()
    {
        if (!Take("{"))
        {
            return null;
        }
        return List('{') is { } inner && Take("}") ? Closed(inner, '{', '}') : null;
    }

    private MathNode? Bracketed(string open)
    {
        switch (open)
        {
            case "{":
                at--;
                return Group();
            case @"\{":
                return Take(@"\}") ? new ListNode('{', [], '}')
                    : List('{') is { } set && Take(@"\}") ? Closed(set, '{', '}', alone: true)
                    : null;
            case "|":
                return Sum() is { } inner && Take("|") ? new FunctionNode("abs", inner) : null;
            case "(" or "[":
                return List(open[0]) is not { } list ? null
                    : Take(")") ? Closed(list, open[0], ')')
                    : Take("]") ? Closed(list, open[0], ']')
                    : null;
            default:
                return null;
        }
    }

    private static MathNode Closed(MathNode inner, char open, char close, bool alone = false) =>
        inner is ListNode { Close: ListNode.None } list && list.Open == open ? list with { Close = close }
        : alone ? new ListNode(open, [inner], close)
        : inner;

    private MatrixNode? Matrix(string kind)
    {
        if (kind is "array" && Take("{"))
        {
            while (Next.Kind != LatexKind.End && !Take("}"))
            {
                at++;
            }
        }
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<MathNode>>();
        var row = ImmutableArray.CreateBuilder<MathNode>();
        while (true)
        {
            if (TakeCommand("end " + kind))
            {
                return kind.EndsWith("matrix", StringComparison.Ordinal) || kind is "array"
                    ? new MatrixNode(rows.ToImmutable())
                    : null;
            }
            if (Relation() is not { } cell)
            {
                return null;
            }
            row.Add(cell);
            if (Take("&"))
            {
                continue;
            }
            TakeCommand(@"\");
            rows.Add(row.ToImmutable());
            row.Clear();
        }
    }
}
