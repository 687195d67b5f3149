using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

// Products: factors with or without signs between, units and per cent behind.
internal sealed partial class LatexParser
{
    private MathNode? Product()
    {
        if (Signed() is not { } first)
        {
            return null;
        }
        var factors = ImmutableArray.CreateBuilder<(bool, MathNode)>();
        factors.Add((false, first));
        while (true)
        {
            var divides = Take("/") || TakeCommand("div");
            var times = !divides && (Take("*") || TakeCommand("times") || TakeCommand("cdot"));
            if (!divides && !times)
            {
                if (TakeUnits(factors[^1].Item2))
                {
                    continue;
                }
                if (!BeginsFactor(factors[^1].Item2))
                {
                    break;
                }
            }
            if (Signed() is not { } factor)
            {
                return null;
            }
            factors.Add((divides, factor));
        }
        var product = factors.Count == 1 ? first : new ProductNode(factors.ToImmutable());
        return TakePercent() ? new PercentNode(product) : product;
    }

    /// <summary>A factor with the minus that may stand right after a sign of multiplication.</summary>
    private MathNode? Signed()
    {
        if (!Next.Is(LatexKind.Symbol, "-"))
        {
            return Factor();
        }
        var sign = Sign();
        return Factor() is not { } factor ? null
            : sign == SumSign.Minus ? new SumNode([(SumSign.Minus, factor)])
            : sign == SumSign.Plus ? factor
            : null;
    }

    /// <summary>Whether what follows is multiplied without a sign.</summary>
    private bool BeginsFactor(MathNode before) =>
        Next.Kind switch
        {
            LatexKind.Letters => before is not WordsNode && Next.Text is not ("and" or "or"),
            LatexKind.Number => before is not (NumberNode or WordsNode),
            LatexKind.Symbol => Next.Text is "(" or "[" or "{" && before is not (WordsNode or ListNode),
            LatexKind.Command => before is not (WordsNode or ListNode) && BeginsFactor(Next.Text),
            _ => false,
        };

    private static bool BeginsFactor(string command) =>
        command is "frac" or "sqrt" or "pi" or "infty" or "binom" or "lfloor" or "lceil"
        || MathNames.IsFunction(command)
        || LatexNames.IsGreek(command);

    /// <summary>Passes over units behind a number, with their powers; they are not compared.</summary>
    private bool TakeUnits(MathNode before)
    {
        var from = at;
        while (
            before is not WordsNode
            && Next is { Kind: LatexKind.Letters or LatexKind.Words }
            && (Next.Kind == LatexKind.Words ? Next.Text is not ("and" or "or") : MathNames.IsUnit(Next.Text))
            && !MathNames.IsPercent(Next.Text)
        )
        {
            at++;
            if (Take("^"))
            {
                _ = Exponent();
            }
            _ = Take("/");
        }
        return at > from;
    }

    private bool TakePercent()
    {
        var percent = Take("%");
        if (Next is { Kind: LatexKind.Words or LatexKind.Letters } && MathNames.IsPercent(Next.Text))
        {
            at++;
            percent = true;
        }
        return percent;
    }
}
