using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

/// <summary>Compares an answer's formula with the reference's, part by part.</summary>
/// <param name="budget">The work allowed; when it is used up, nothing more is equal.</param>
internal sealed class MathComparison(MathBudget budget)
{
    private const double Near = 1e-9;
    private const int FewestPoints = 3;

    private static readonly Dictionary<string, Rational> NoVariables = [];

    public bool Equal(MathNode answer, MathNode reference)
    {
        if (!budget.Take())
        {
            return false;
        }
        (answer, reference) = (Value(answer, reference), Value(reference, answer));
        return (Expanded(answer), Expanded(reference)) switch
        {
            (WordsNode one, WordsNode other) => string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase),
            (ListNode one, ListNode other) => Lists(one, other),
            (UnionNode one, UnionNode other) => InAnyOrder(one.Parts, other.Parts),
            (MatrixNode one, MatrixNode other) => Matrices(one, other),
            (RelationNode one, RelationNode other) => Relations(one, other),
            (ListNode list, VariableNode { Name: "set R" }) => IsWholeLine(list),
            (VariableNode { Name: "set R" }, ListNode list) => IsWholeLine(list),
            (PercentNode one, PercentNode other) => Formulas(one.Value, other.Value),
            (PercentNode percent, var plain) => Formulas(percent.Value, plain) || Formulas(percent, plain),
            (var plain, PercentNode percent) => Formulas(plain, percent.Value) || Formulas(plain, percent),
            var (one, other) => Formulas(one, other),
        };
    }

    /// <summary>What an equation like x = 5, or a membership like x ∈ [0, 1], says of its variable, where the other side says only that.</summary>
    private static MathNode Value(MathNode node, MathNode other) =>
        node is RelationNode { Operators: ["=" or "in"], Sides: [var name, var value] }
        && IsName(name)
        && other is not RelationNode
            ? value
            : node;

    private static bool IsName(MathNode node) =>
        node
            is VariableNode
                or ConstantNode { Name: 'i' or 'e' }
                or ProductNode { Factors: [(false, VariableNode), (false, VariableNode)] }
                or ListNode { Open: '(' };

    /// <summary>1 ± x as the two answers it stands for; lists with such items likewise.</summary>
    private static MathNode Expanded(MathNode node) =>
        node is ListNode { IsOrdered: false } list && list.Items.Any(HasSigns)
            ? list with
            {
                Items = [.. list.Items.SelectMany(Both)],
            }
        : HasSigns(node) ? new ListNode(ListNode.None, [.. Both(node)], ListNode.None)
        : node;

    private static IEnumerable<MathNode> Both(MathNode node) =>
        HasSigns(node) ? [Signed(node, plus: true), Signed(node, plus: false)] : [node];

    private static MathNode Signed(MathNode node, bool plus) =>
        node switch
        {
            SumNode sum => new SumNode([
                .. sum.Terms.Select(term =>
                    (
                        term.Sign switch
                        {
                            SumSign.PlusMinus => plus ? SumSign.Plus : SumSign.Minus,
                            SumSign.MinusPlus => plus ? SumSign.Minus : SumSign.Plus,
                            var sign => sign,
                        },
                        Signed(term.Term, plus)
                    )
                ),
            ]),
            ProductNode product => new ProductNode([
                .. product.Factors.Select(factor => (factor.Divides, Signed(factor.Factor, plus))),
            ]),
            RelationNode relation => relation with { Sides = [.. relation.Sides.Select(side => Signed(side, plus))] },
            _ => node,
        };

    private static bool HasSigns(MathNode node) =>
        node switch
        {
            SumNode sum => sum.Terms.Any(term =>
                term.Sign is SumSign.PlusMinus or SumSign.MinusPlus || HasSigns(term.Term)
            ),
            ProductNode product => product.Factors.Any(factor => HasSigns(factor.Factor)),
            RelationNode relation => relation.Sides.Any(HasSigns),
            _ => false,
        };

    private static bool IsWholeLine(ListNode list) =>
        list
            is {
                Open: '(',
                Close: ')',
                Items: [SumNode { Terms: [(SumSign.Minus, ConstantNode { Name: '∞' })] }, ConstantNode { Name: '∞' }]
            };

    private bool Lists(ListNode one, ListNode other)
    {
        if (one.Items.Length != other.Items.Length)
        {
            return false;
        }
        if (!one.IsOrdered && !other.IsOrdered)
        {
            return InAnyOrder(one.Items, other.Items);
        }
        // Of two items the brackets tell an interval's ends; a point written without any is still that point.
        var alike =
            one.Open == other.Open && one.Close == other.Close
            || one.Items.Length > 2 && one.IsOrdered && other.IsOrdered
            || (one.Open, one.Close) is (ListNode.None, _) && (other.Open, other.Close) is ('(', ')')
            || (other.Open, other.Close) is (ListNode.None, _) && (one.Open, one.Close) is ('(', ')');
        return alike && one.Items.Zip(other.Items).All(pair => Equal(pair.First, pair.Second));
    }

    private bool InAnyOrder(ImmutableArray<MathNode> one, ImmutableArray<MathNode> other)
    {
        var left = other.ToList();
        foreach (var item in one)
        {
            var place = left.FindIndex(candidate => Equal(item, candidate));
            if (place < 0)
            {
                return false;
            }
            left.RemoveAt(place);
        }
        return left.Count == 0;
    }

    private bool Matrices(MatrixNode one, MatrixNode other) =>
        one.Rows.Length == other.Rows.Length
        && one.Rows.Zip(other.Rows)
            .All(rows =>
                rows.First.Length == rows.Second.Length
                && rows.First.Zip(rows.Second).All(cells => Equal(cells.First, cells.Second))
            );

    private bool Relations(RelationNode one, RelationNode other)
    {
        if (one.Operators.Length != other.Operators.Length)
        {
            return false;
        }
        if (one.Operators is ["="] && other.Operators is ["="])
        {
            // 2x = y is y = 2x, and y − 2x = 0.
            var (left, right) = (Difference(one), Difference(other));
            return one.Sides.Zip(other.Sides).All(sides => Equal(sides.First, sides.Second))
                || Formulas(left, right)
                || Formulas(new SumNode([(SumSign.Minus, left)]), right);
        }
        return Same(one.Operators, one.Sides)
            || Same([.. one.Operators.Reverse().Select(Mirrored)], [.. one.Sides.Reverse()]);

        bool Same(ImmutableArray<string> operators, ImmutableArray<MathNode> sides) =>
            operators.SequenceEqual(other.Operators)
            && sides.Zip(other.Sides).All(pair => Equal(pair.First, pair.Second));
    }

    private static SumNode Difference(RelationNode equation) =>
        new([(SumSign.Plus, equation.Sides[0]), (SumSign.Minus, equation.Sides[1])]);

    private static string Mirrored(string relation) =>
        relation switch
        {
            "<" => ">",
            ">" => "<",
            "<=" => ">=",
            ">=" => "<=",
            "=" or "ne" => relation,
            _ => "not " + relation,
        };

    /// <summary>Formulas that come to numbers, at fixed points where they have variables.</summary>
    private bool Formulas(MathNode answer, MathNode reference)
    {
        if (MathVariables.In(answer, reference) is not { } names)
        {
            return false;
        }
        if (names.IsEmpty)
        {
            var evaluator = new MathEvaluator(NoVariables, plus: true, budget);
            return evaluator.Value(answer) is { } one && evaluator.Value(reference) is { } other && Numbers(one, other);
        }
        var agreed = 0;
        for (var point = 0; point < MathVariables.Points; point++)
        {
            var evaluator = new MathEvaluator(MathVariables.At(point, names), plus: true, budget);
            var (one, other) = (evaluator.Value(answer), evaluator.Value(reference));
            if (one is null != other is null || (one is { } a && other is { } b && !Same(a, b)))
            {
                return false;
            }
            agreed += one is null ? 0 : 1;
        }
        return agreed >= FewestPoints;
    }

    private static bool Numbers(MathValue one, MathValue other) =>
        one.Resolution is null && other.Resolution is null ? Same(one, other) : Rounded(one, other);

    private static bool Same(MathValue one, MathValue other)
    {
        if (one.IsInfinite || other.IsInfinite)
        {
            return one.Near.Equals(other.Near);
        }
        if (one.Real is { } && other.Real is { })
        {
            return one.Real == other.Real && one.Imaginary == other.Imaginary;
        }
        var close = (one.Near - other.Near).Magnitude <= Near * Math.Max(one.Near.Magnitude, other.Near.Magnitude);
        // Roots of large numbers lie closer together than doubles tell.
        return close
            && (Square(one), Square(other)) switch
            {
                ({ } p, { } q) => p == q,
                _ => true,
            };
    }

    private static Rational? Square(MathValue value) =>
        value.Square ?? (value.Fraction is { } number ? number.Times(number) : null);

    /// <summary>
    /// A decimal is equal to what rounds, or was cut off, to it: less than one unit of its last place and at most 10⁻⁴ of the value
    /// away. What could have been written with its places is only equal when it is the same number.
    /// </summary>
    private static bool Rounded(MathValue one, MathValue other)
    {
        const double Relative = 1e-4;
        var coarse = (one.Resolution, other.Resolution) switch
        {
            ({ } a, { } b) => a.IsBelow(b) ? other : one,
            ({ }, null) => one,
            _ => other,
        };
        var fine = coarse == one ? other : one;
        var unit = coarse.Resolution!.Value;
        if (fine.Fraction is { } exact && exact.Over(unit) is { IsWhole: true })
        {
            return coarse.Fraction == exact;
        }
        var distance = (one.Near - other.Near).Magnitude;
        return distance < unit.ToDouble() && distance <= Relative * other.Near.Magnitude;
    }
}
