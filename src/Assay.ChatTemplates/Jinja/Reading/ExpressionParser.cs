using Assay.ChatTemplates.Jinja.Syntax;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads expressions; from the loosest binding to the tightest, as Jinja's grammar has them.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenStream tokens;
    private readonly OperandParser operands;

    /// <param name="tokens">The template.</param>
    /// <param name="sees">Is told each name that is read.</param>
    public ExpressionParser(TokenStream tokens, Action<Token> sees)
    {
        this.tokens = tokens;
        operands = new OperandParser(tokens, this, sees);
    }

    /// <inheritdoc cref="OperandParser.ReadFilters"/>
    public Filtered? ReadFilters(Expression? subject, bool first = false) => operands.ReadFilters(subject, first);

    /// <summary>An expression, or several with commas between as a tuple.</summary>
    /// <param name="conditional">Whether <c>a if b</c> may be one; not in a for loop, where <c>if</c> filters.</param>
    public Expression ReadTuple(bool conditional = true)
    {
        var line = tokens.Current.Line;
        var first = conditional ? Read() : ReadOr();
        if (!tokens.IsOperator(","))
        {
            return first;
        }
        var items = new List<Expression> { first };
        while (tokens.SkipOperator(",") && !IsTupleEnd())
        {
            items.Add(conditional ? Read() : ReadOr());
        }
        return new TupleLiteral(line, [.. items]);
    }

    /// <summary>One expression.</summary>
    public Expression Read()
    {
        tokens.Enter();
        var line = tokens.Current.Line;
        var value = ReadOr();
        while (tokens.SkipName("if"))
        {
            var condition = ReadOr();
            value = new Conditional(line, condition, value, tokens.SkipName("else") ? Read() : null);
        }
        tokens.Leave();
        return value;
    }

    private bool IsTupleEnd() =>
        tokens.Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd
        || tokens.IsOperator(")")
        || tokens.IsName("recursive");

    private Expression ReadOr()
    {
        var left = ReadAnd();
        while (tokens.IsName("or"))
        {
            var line = tokens.Next().Line;
            left = new Junction(line, isAnd: false, left, ReadAnd());
        }
        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadNot();
        while (tokens.IsName("and"))
        {
            var line = tokens.Next().Line;
            left = new Junction(line, isAnd: true, left, ReadNot());
        }
        return left;
    }

    private Expression ReadNot()
    {
        if (!tokens.IsName("not"))
        {
            return ReadComparison();
        }
        tokens.Enter();
        var line = tokens.Next().Line;
        var negation = new Negation(line, ReadNot());
        tokens.Leave();
        return negation;
    }

    private Expression ReadComparison()
    {
        var line = tokens.Current.Line;
        var first = ReadSum();
        var rest = new List<(string, Expression)>();
        while (ReadComparisonSign() is { } sign)
        {
            rest.Add((sign, ReadSum()));
        }
        return rest.Count == 0 ? first : new Comparison(line, first, [.. rest]);
    }

    private string? ReadComparisonSign()
    {
        if (tokens.Current is { Kind: TokenKind.Operator, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
        {
            return tokens.Next().Text;
        }
        if (tokens.SkipName("in"))
        {
            return "in";
        }
        if (tokens.IsName("not") && tokens.Ahead.Is(TokenKind.Name, "in"))
        {
            tokens.Next();
            tokens.Next();
            return "not in";
        }
        return null;
    }

    private Expression ReadSum()
    {
        var left = ReadConcatenation();
        while (tokens.Current is { Kind: TokenKind.Operator, Text: "+" or "-" })
        {
            var sign = tokens.Next();
            left = new Arithmetic(sign.Line, sign.Text, left, ReadConcatenation());
        }
        return left;
    }

    private Expression ReadConcatenation()
    {
        var line = tokens.Current.Line;
        var parts = new List<Expression> { ReadProduct() };
        while (tokens.SkipOperator("~"))
        {
            parts.Add(ReadProduct());
        }
        return parts is [var only] ? only : new Concatenation(line, [.. parts]);
    }

    private Expression ReadProduct()
    {
        var left = ReadPower();
        while (tokens.Current is { Kind: TokenKind.Operator, Text: "*" or "/" or "//" or "%" })
        {
            var sign = tokens.Next();
            left = new Arithmetic(sign.Line, sign.Text, left, ReadPower());
        }
        return left;
    }

    // From the left, and looser than a sign: in both Jinja differs from Python.
    private Expression ReadPower()
    {
        var left = operands.Read();
        while (tokens.IsOperator("**"))
        {
            var line = tokens.Next().Line;
            left = new Arithmetic(line, "**", left, operands.Read());
        }
        return left;
    }
}
