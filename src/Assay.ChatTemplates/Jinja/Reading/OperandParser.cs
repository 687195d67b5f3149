using System.Text;
using Assay.ChatTemplates.Jinja.Syntax;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads operands: literals and names, what stands behind them, filters and tests.</summary>
internal sealed class OperandParser(TokenStream tokens, ExpressionParser expressions, Action<Token> sees)
{
    private readonly RowParser rows = new(tokens, expressions);

    /// <summary>The filters behind a value; null when there are none.</summary>
    /// <param name="subject">The value; null for the text of a block.</param>
    /// <param name="first">Whether the first filter's name stands without a bar before it.</param>
    public Filtered? ReadFilters(Expression? subject, bool first = false)
    {
        Filtered? filtered = null;
        while (first || tokens.SkipOperator("|"))
        {
            first = false;
            var line = tokens.Current.Line;
            var name = ReadDottedName();
            filtered = new Filtered(line, filtered ?? subject, name, ReadOptionalArguments());
        }
        return filtered;
    }

    /// <summary>An operand, with its sign, and with filters and tests unless a sign stands before it.</summary>
    public Expression Read(bool withFilters = true)
    {
        tokens.Enter();
        Expression value;
        if (tokens.Current is { Kind: TokenKind.Operator, Text: "-" or "+" })
        {
            var sign = tokens.Next();
            value = new Signed(sign.Line, sign.Text, Read(withFilters: false));
        }
        else
        {
            value = ReadPrimary();
        }
        value = ReadPostfix(value);
        tokens.Leave();
        return withFilters ? ReadFiltersAndTests(value) : value;
    }

    private Expression ReadFiltersAndTests(Expression value)
    {
        while (true)
        {
            if (tokens.IsOperator("|"))
            {
                value = ReadFilters(value)!;
            }
            else if (tokens.IsName("is"))
            {
                value = ReadTest(value);
            }
            else if (tokens.IsOperator("("))
            {
                value = new Call(tokens.Current.Line, value, rows.ReadArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ReadTest(Expression value)
    {
        var line = tokens.Next().Line;
        var negated = tokens.SkipName("not");
        var name = ReadDottedName();
        var arguments = ArgumentList.Empty;
        if (tokens.IsOperator("("))
        {
            arguments = rows.ReadArguments();
        }
        else if (BeginsOperand())
        {
            if (tokens.IsName("is"))
            {
                throw new TemplateError("tests cannot be chained with 'is'", line);
            }
            arguments = new ArgumentList([ReadPostfix(ReadPrimary())], [], null, null);
        }
        Expression test = new Tested(line, value, name, arguments);
        return negated ? new Negation(line, test) : test;
    }

    private bool BeginsOperand() =>
        tokens.Current switch
        {
            { Kind: TokenKind.Name, Text: var name } => name is not ("else" or "or" or "and"),
            { Kind: TokenKind.String or TokenKind.Integer or TokenKind.Float } => true,
            { Kind: TokenKind.Operator, Text: "[" or "{" } => true,
            _ => false,
        };

    private Expression ReadPrimary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Next();
                return ReadName(token);
            case TokenKind.String:
                return new Constant(token.Line, ReadStrings());
            case TokenKind.Integer or TokenKind.Float:
                tokens.Next();
                return new Constant(token.Line, token.Value!);
            case TokenKind.Operator when token.Text == "(":
                return ReadParentheses();
            case TokenKind.Operator when token.Text == "[":
                tokens.Next();
                return new ListLiteral(token.Line, rows.ReadItems("]", expressions.Read));
            case TokenKind.Operator when token.Text == "{":
                tokens.Next();
                return new DictLiteral(token.Line, rows.ReadItems("}", rows.ReadPair));
            default:
                throw new TemplateError($"expected an expression, got {token}", token.Line);
        }
    }

    private Expression ReadName(Token token)
    {
        switch (token.Text)
        {
            case "true" or "True":
                return new Constant(token.Line, true);
            case "false" or "False":
                return new Constant(token.Line, false);
            case "none" or "None":
                return new Constant(token.Line, None.Value);
            default:
                sees(token);
                return new Name(token.Line, token.Text);
        }
    }

    private string ReadStrings()
    {
        var text = new StringBuilder();
        while (tokens.Current.Kind is TokenKind.String)
        {
            text.Append((string)tokens.Next().Value!);
        }
        return text.ToString();
    }

    private Expression ReadParentheses()
    {
        var line = tokens.Next().Line;
        if (tokens.SkipOperator(")"))
        {
            return new TupleLiteral(line, []);
        }
        var inside = expressions.ReadTuple();
        tokens.ExpectOperator(")");
        return inside;
    }

    private Expression ReadPostfix(Expression value)
    {
        while (true)
        {
            var line = tokens.Current.Line;
            if (tokens.SkipOperator("."))
            {
                value =
                    tokens.Current.Kind is TokenKind.Integer
                        ? new ItemAccess(line, value, new Constant(line, tokens.Next().Value!))
                        : new AttributeAccess(line, value, tokens.ExpectName());
            }
            else if (tokens.SkipOperator("["))
            {
                value = new ItemAccess(line, value, rows.ReadSubscript(line));
            }
            else if (tokens.IsOperator("("))
            {
                value = new Call(line, value, rows.ReadArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private string ReadDottedName()
    {
        var name = tokens.ExpectName();
        while (tokens.SkipOperator("."))
        {
            name += "." + tokens.ExpectName();
        }
        return name;
    }

    private ArgumentList ReadOptionalArguments() => tokens.IsOperator("(") ? rows.ReadArguments() : ArgumentList.Empty;
}
