namespace Assay.Scoring.Mathematics;

// Factors: what stands between the signs of a product.
internal sealed partial class LatexParser
{
    private MathNode? Factor()
    {
        if (++depth > Deepest || Primary() is not { } factor)
        {
            return null;
        }
        while (true)
        {
            if (Take("!"))
            {
                if (factor is FunctionNode { Name: "!" })
                {
                    return null;
                }
                factor = new FunctionNode("!", factor);
            }
            else if (TakeCommand("circ"))
            {
                factor = new DegreesNode(factor);
            }
            else if (Next.Is(LatexKind.Symbol, "^"))
            {
                at++;
                if (TakeDegrees())
                {
                    factor = new DegreesNode(factor);
                }
                else if (factor is not PowerNode && Exponent() is { } exponent)
                {
                    factor = new PowerNode(factor, exponent);
                }
                else
                {
                    return null;
                }
            }
            else
            {
                depth--;
                return factor;
            }
            if (factor is DegreesNode { Angle: DegreesNode })
            {
                return null;
            }
        }
    }

    private bool TakeDegrees()
    {
        if (TakeCommand("circ"))
        {
            return true;
        }
        if (
            Next.Is(LatexKind.Symbol, "{")
            && tokens[at + 1].Is(LatexKind.Command, "circ")
            && tokens[at + 2].Is(LatexKind.Symbol, "}")
        )
        {
            at += 3;
            return true;
        }
        return false;
    }

    /// <summary>An exponent: in braces, in brackets, or the factor that follows, with its sign.</summary>
    private MathNode? Exponent()
    {
        if (Next.Is(LatexKind.Symbol, "{"))
        {
            return Group();
        }
        var sign = Sign();
        return Factor() is not { } exponent ? null
            : sign is null or SumSign.Plus ? exponent
            : new SumNode([(sign.Value, exponent)]);
    }

    private MathNode? Primary()
    {
        var token = Next;
        at = token.Kind == LatexKind.End ? at : at + 1;
        return token.Kind switch
        {
            LatexKind.Number => Number(token),
            LatexKind.Letters => Letters(token),
            LatexKind.Words => Words(token.Text),
            LatexKind.Command => Command(token.Text),
            LatexKind.Symbol => Bracketed(token.Text),
            _ => null,
        };
    }

    private WordsNode Words(string words)
    {
        while (Next is { Kind: LatexKind.Words, Text: not ("and" or "or") } more)
        {
            words += " " + more.Text;
            at++;
        }
        return new(words);
    }

    private MathNode? Letters(LatexToken token)
    {
        switch (token.Text)
        {
            case "pi":
                return new ConstantNode('π');
            case "inf" or "infty" or "infinity":
                return new ConstantNode('∞');
            case "e" or "i" when !Next.Is(LatexKind.Symbol, "_"):
                return new ConstantNode(token.Text[0]);
            case "sqrt":
                return Root();
            case var name when MathNames.IsFunction(name):
                return Function(name);
            default:
                return Variable(token.Text);
        }
    }

    private VariableNode Variable(string name)
    {
        while (Take("'"))
        {
            name += "'";
        }
        return TakeBase() is { } index ? new VariableNode($"{name}_{index}") : new VariableNode(name);
    }

    /// <summary>A subscript, as text.</summary>
    private string? TakeBase()
    {
        if (!Next.Is(LatexKind.Symbol, "_"))
        {
            return null;
        }
        at++;
        if (!Take("{"))
        {
            return Next.Kind is LatexKind.Number or LatexKind.Letters or LatexKind.Words ? tokens[at++].Text : null;
        }
        var subscript = "";
        while (!Next.Is(LatexKind.Symbol, "}"))
        {
            if (Next.Kind == LatexKind.End)
            {
                return null;
            }
            subscript += tokens[at++].Text;
        }
        at++;
        return subscript;
    }

    private MathNode? Command(string name)
    {
        switch (name)
        {
            case "frac":
                return Argument() is { } top && Argument() is { } bottom
                    ? new ProductNode([(false, top), (true, bottom)])
                    : null;
            case "binom":
                return Argument() is { } n && Argument() is { } k ? new FunctionNode("binom", n, k) : null;
            case "sqrt":
                return Root();
            case "pi":
                return new ConstantNode('π');
            case "infty":
                return new ConstantNode('∞');
            case "emptyset":
                return new ListNode('{', [], '}');
            case "lfloor":
                return Relation() is { } floored && TakeCommand("rfloor") ? new FunctionNode("floor", floored) : null;
            case "lceil":
                return Relation() is { } raised && TakeCommand("rceil") ? new FunctionNode("ceil", raised) : null;
            case var begin when begin.StartsWith("begin ", StringComparison.Ordinal):
                return Matrix(begin[6..]);
            case var function when MathNames.IsFunction(function):
                return Function(function);
            default:
                return LatexNames.IsGreek(name) ? Variable(name) : null;
        }
    }

    private RootNode? Root()
    {
        var degree = 2;
        if (Take("["))
        {
            if (
                Next is not { Kind: LatexKind.Number } index
                || !int.TryParse(index.Text, out degree)
                || degree is < 2 or > 100
            )
            {
                return null;
            }
            at++;
            if (!Take("]"))
            {
                return null;
            }
        }
        return Argument() is { } radicand ? new RootNode(radicand, degree) : null;
    }

    /// <summary>A function with its argument in brackets, or the factors that follow: sin^2 x, log_2 8, cos 2x.</summary>
    private MathNode? Function(string name)
    {
        MathNode? place = null;
        MathNode? power = null;
        if (Take("_") && (place = Argument()) is null)
        {
            return null;
        }
        if (Take("^") && (power = Exponent()) is null)
        {
            return null;
        }
        if (Factor() is not { } argument)
        {
            return null;
        }
        if (argument is NumberNode && BeginsFactor(argument) && !Next.Spaced && Factor() is { } more)
        {
            argument = new ProductNode([(false, argument), (false, more)]);
        }
        MathNode function = new FunctionNode(name, argument, place);
        // sin^{-1} is the inverse, not the reciprocal.
        return power switch
        {
            null => function,
            SumNode { Terms: [(SumSign.Minus, NumberNode { Value: { IsWhole: true, Top.IsOne: true } })] } => name
                is "sin"
                    or "cos"
                    or "tan"
                ? new FunctionNode("arc" + name, argument)
                : null,
            _ => new PowerNode(function, power),
        };
    }

    /// <summary>A command's argument: a group in braces, else one sign; of a number its first digit.</summary>
    private MathNode? Argument()
    {
        if (Next.Is(LatexKind.Symbol, "{"))
        {
            return Group();
        }
        if (Next is { Kind: LatexKind.Number, Text.Length: > 1 } number && number.Text.All(char.IsAsciiDigit))
        {
            tokens[at] = number with { Text = number.Text[1..], Spaced = false };
            return Digits(number.Text[..1]);
        }
        return ++depth > Deepest ? null
            : Primary() is not { } argument ? null
            : Up(argument);

        MathNode Up(MathNode node)
        {
            depth--;
            return node;
        }
    }
}
