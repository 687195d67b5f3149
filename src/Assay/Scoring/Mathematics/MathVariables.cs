using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

/// <summary>The variables of formulas, and the values that they are compared at.</summary>
internal static class MathVariables
{
    /// <summary>At how many points formulas with variables are compared.</summary>
    public const int Points = 8;

    private const int Most = 20;

    // Neighbouring primes make fractions between 1/3 and 3 that no formula is likely to be special at.
    private static readonly ImmutableArray<int> Primes =
    [
        3,
        5,
        7,
        11,
        13,
        17,
        19,
        23,
        29,
        31,
        37,
        41,
        43,
        47,
        53,
        59,
        61,
        67,
        71,
        73,
        79,
        83,
        89,
        97,
        101,
        103,
        107,
        109,
        113,
        127,
        131,
        137,
    ];

    /// <summary>The names, in order; null when there are too many to compare.</summary>
    public static ImmutableArray<string>? In(params ReadOnlySpan<MathNode> nodes)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            Collect(node, names);
        }
        return names.Count <= Most ? [.. names] : null;
    }

    /// <summary>
    /// A value for each variable at one of the points: distinct fractions, all positive at half of the points (where roots and
    /// logarithms are real), of both signs at the others.
    /// </summary>
    public static Dictionary<string, Rational> At(int point, ImmutableArray<string> names)
    {
        var values = new Dictionary<string, Rational>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var place = (i + 3 * point) % (Primes.Length - 2);
            var (top, bottom) = (Primes[place], Primes[place + 1 + (point & 1)]);
            var value = (i + point) % 2 == 0 ? Rational.Of(top, bottom)!.Value : Rational.Of(bottom, top)!.Value;
            values[names[i]] = point % 2 == 1 && (i + point / 2) % 2 == 0 ? -value : value;
        }
        return values;
    }

    private static void Collect(MathNode node, SortedSet<string> names)
    {
        switch (node)
        {
            case VariableNode variable:
                names.Add(variable.Name);
                break;
            case SumNode sum:
                Each(sum.Terms.Select(term => term.Term));
                break;
            case ProductNode product:
                Each(product.Factors.Select(factor => factor.Factor));
                break;
            case PowerNode power:
                Each([power.Base, power.Exponent]);
                break;
            case RootNode root:
                Each([root.Radicand]);
                break;
            case FunctionNode function:
                Each(function.Second is { } second ? [function.Argument, second] : [function.Argument]);
                break;
            case DegreesNode degrees:
                Each([degrees.Angle]);
                break;
            case PercentNode percent:
                Each([percent.Value]);
                break;
            default:
                break;
        }

        void Each(IEnumerable<MathNode> parts)
        {
            foreach (var part in parts)
            {
                Collect(part, names);
            }
        }
    }
}
