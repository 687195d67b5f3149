using Assay.ChatTemplates.Jinja.Syntax;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads what stands between brackets: items, pairs, keys, arguments.</summary>
internal sealed class RowParser(TokenStream tokens, ExpressionParser expressions)
{
    /// <summary>Items with commas between, up to the bracket that closes them.</summary>
    public T[] ReadItems<T>(string close, Func<T> read)
    {
        var items = new List<T>();
        while (!tokens.SkipOperator(close))
        {
            if (items.Count > 0)
            {
                tokens.ExpectOperator(",");
                if (tokens.SkipOperator(close))
                {
                    break;
                }
            }
            items.Add(read());
        }
        return [.. items];
    }

    /// <summary>A key and its value.</summary>
    public (Expression, Expression) ReadPair()
    {
        var key = expressions.Read();
        tokens.ExpectOperator(":");
        return (key, expressions.Read());
    }

    /// <summary>A key, a slice, or several as a tuple.</summary>
    public Expression ReadSubscript(int line)
    {
        var keys = ReadItems("]", () => ReadKey(line));
        return keys is [var only] ? only : new TupleLiteral(line, keys);
    }

    private Expression ReadKey(int line)
    {
        var start = tokens.IsOperator(":") ? null : expressions.Read();
        if (!tokens.SkipOperator(":"))
        {
            return start!;
        }
        var stop = IsBoundMissing() ? null : expressions.Read();
        var step = tokens.SkipOperator(":") && !IsBoundMissing() ? expressions.Read() : null;
        return new Slice(line, start, stop, step);
    }

    private bool IsBoundMissing() => tokens.IsOperator(":") || tokens.IsOperator("]") || tokens.IsOperator(",");

    /// <summary>The arguments of a call.</summary>
    public ArgumentList ReadArguments()
    {
        tokens.ExpectOperator("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? spread = null;
        Expression? spreadNamed = null;
        _ = ReadItems(")", ReadOne);
        return new ArgumentList([.. positional], [.. named], spread, spreadNamed);

        bool ReadOne()
        {
            var line = tokens.Current.Line;
            var misplaced = spreadNamed is not null;
            if (tokens.SkipOperator("**"))
            {
                spreadNamed = expressions.Read();
            }
            else if (tokens.SkipOperator("*"))
            {
                misplaced |= spread is not null;
                spread = expressions.Read();
            }
            else if (tokens.Current.Kind is TokenKind.Name && tokens.Ahead.Is(TokenKind.Operator, "="))
            {
                var name = tokens.Next().Text;
                tokens.Next();
                named.Add((name, expressions.Read()));
            }
            else
            {
                misplaced |= spread is not null || named.Count > 0;
                positional.Add(expressions.Read());
            }
            return misplaced ? throw new TemplateError("arguments stand in the wrong order", line) : true;
        }
    }
}
