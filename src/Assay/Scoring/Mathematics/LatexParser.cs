using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// Reads the answers of mathematics problems: numbers, formulas, equations, lists, sets, intervals and their unions, matrices.
/// Whatever is none of these, is too long or too deeply nested is not read at all.
/// </summary>
internal sealed partial class LatexParser
{
    /// <summary>The longest text that is read.</summary>
    public const int Longest = 1_000;

    private const int Deepest = 40;

    private static readonly char[] Ends = ['.', ',', ';', ':', ' ', '\n'];

    private readonly List<LatexToken> tokens;
    private int at;
    private int depth;

    private LatexParser(List<LatexToken> tokens) => this.tokens = tokens;

    private LatexToken Next => tokens[at];

    /// <summary>The formula, or null.</summary>
    /// <param name="text">LaTeX, or what people type.</param>
    /// <param name="thousands">Whether 1,234 outside brackets is one number; else two with a comma between.</param>
    public static MathNode? Parse(string text, bool thousands = true)
    {
        if (text.Length > Longest || LatexLexer.Read(text.TrimEnd(Ends), thousands) is not { } tokens)
        {
            return null;
        }
        var parser = new LatexParser(tokens);
        return parser.List(ListNode.None) is { } list && parser.Next.Kind == LatexKind.End ? list : null;
    }

    private bool Take(string symbol)
    {
        if (!Next.Is(LatexKind.Symbol, symbol))
        {
            return false;
        }
        at++;
        return true;
    }

    private bool TakeCommand(string command)
    {
        if (!Next.Is(LatexKind.Command, command))
        {
            return false;
        }
        at++;
        return true;
    }

    private bool TakeComma()
    {
        var comma = Take(",") || Take(";");
        if (Next is { Kind: LatexKind.Words or LatexKind.Letters, Text: "and" or "or" })
        {
            at++;
            comma = true;
        }
        return comma;
    }

    /// <summary>Formulas with commas between; one alone is itself.</summary>
    private MathNode? List(char open)
    {
        if (++depth > Deepest)
        {
            return null;
        }
        var items = ImmutableArray.CreateBuilder<MathNode>();
        do
        {
            if (Relation() is not { } item)
            {
                return null;
            }
            items.Add(item);
        } while (TakeComma());
        depth--;
        return items.Count == 1 ? items[0] : new ListNode(open, items.ToImmutable(), ListNode.None);
    }

    private MathNode? Relation()
    {
        if (Union() is not { } first)
        {
            return null;
        }
        if (Operator() is not { } relation)
        {
            return first;
        }
        var operators = ImmutableArray.CreateBuilder<string>();
        var sides = ImmutableArray.CreateBuilder<MathNode>();
        sides.Add(first);
        for (string? next = relation; next is not null; next = Operator())
        {
            if (Union() is not { } side)
            {
                return null;
            }
            operators.Add(next);
            sides.Add(side);
        }
        return new RelationNode(operators.ToImmutable(), sides.ToImmutable());
    }

    private string? Operator()
    {
        var token = Next;
        switch (token.Kind)
        {
            case LatexKind.Symbol when token.Text is "=" or ":":
                at++;
                return token.Text;
            case LatexKind.Symbol when token.Text is "<" or ">":
                at++;
                return token.Text + (Take("=") ? "=" : "");
            case LatexKind.Command when token.Text is "le" or "ge" or "ne" or "in" or "to" or "equiv" or "approx":
                at++;
                return token.Text switch
                {
                    "le" => "<=",
                    "ge" => ">=",
                    "to" => "in",
                    "equiv" or "approx" => "=",
                    var other => other,
                };
            default:
                return null;
        }
    }

    private MathNode? Union()
    {
        if (Sum() is not { } first)
        {
            return null;
        }
        var parts = ImmutableArray.Create(first);
        while (TakeCommand("cup"))
        {
            if (Sum() is not { } part)
            {
                return null;
            }
            parts = parts.Add(part);
        }
        return parts.Length == 1 ? first : new UnionNode(parts);
    }

    private MathNode? Sum()
    {
        if (++depth > Deepest)
        {
            return null;
        }
        var terms = ImmutableArray.CreateBuilder<(SumSign, MathNode)>();
        var sign = Sign() ?? SumSign.Plus;
        for (SumSign? next = sign; next is { } current; next = Sign())
        {
            if (Product() is not { } term)
            {
                return null;
            }
            terms.Add((current, term));
        }
        depth--;
        return terms is [(SumSign.Plus, var only)] ? only : new SumNode(terms.ToImmutable());
    }

    /// <summary>The sign here; of several minuses their product.</summary>
    private SumSign? Sign()
    {
        SumSign? sign = null;
        while (true)
        {
            if (Take("-"))
            {
                sign = sign switch
                {
                    SumSign.Minus => SumSign.Plus,
                    SumSign.PlusMinus => SumSign.MinusPlus,
                    SumSign.MinusPlus => SumSign.PlusMinus,
                    _ => SumSign.Minus,
                };
            }
            else if (Take("+"))
            {
                sign ??= SumSign.Plus;
            }
            else if (TakeCommand("pm"))
            {
                sign = SumSign.PlusMinus;
            }
            else if (TakeCommand("mp"))
            {
                sign = SumSign.MinusPlus;
            }
            else
            {
                return sign;
            }
        }
    }
}
