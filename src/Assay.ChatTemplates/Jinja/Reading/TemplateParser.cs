using Assay.ChatTemplates.Jinja.Syntax;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads a template's statements.</summary>
internal sealed class TemplateParser
{
    private static readonly string[] Known =
    [
        "break",
        "call",
        "continue",
        "filter",
        "for",
        "generation",
        "if",
        "macro",
        "raw",
        "set",
        "with",
    ];

    private readonly TokenStream tokens;
    private readonly ExpressionParser expressions;
    private readonly TargetParser targets;

    // The names that the bodies of the macros around have used so far.
    private readonly Stack<HashSet<string>> macros = new();
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);
    private readonly HashSet<string> bound = new(StringComparer.Ordinal) { "loop", "caller", "varargs", "kwargs" };
    private int loops;

    private TemplateParser(List<Token> tokens)
    {
        this.tokens = new TokenStream(tokens);
        expressions = new ExpressionParser(this.tokens, Sees);
        targets = new TargetParser(this.tokens, name => bound.Add(name));
    }

    /// <exception cref="TemplateError">It is no template.</exception>
    public static Block Parse(string source) => Parse(source, out _);

    /// <summary>The template, and the names that it uses and sets nowhere, each with the line where it is used first.</summary>
    /// <exception cref="TemplateError">It is no template.</exception>
    public static Block Parse(string source, out IReadOnlyList<KeyValuePair<string, int>> free)
    {
        var parser = new TemplateParser(Lexer.Read(source));
        var body = parser.ReadBlock();
        free = [.. parser.used.Where(name => !parser.bound.Contains(name.Key))];
        return body;
    }

    /// <summary>Statements up to one of the words, which stays to be read; without words, up to the end.</summary>
    private Block ReadBlock(params ReadOnlySpan<string> until)
    {
        tokens.Enter();
        var statements = new List<Statement>();
        var line = tokens.Current.Line;
        while (true)
        {
            var token = tokens.Current;
            switch (token.Kind)
            {
                case TokenKind.Data:
                    tokens.Next();
                    statements.Add(new Text(token.Line, token.Text));
                    break;
                case TokenKind.VariableBegin:
                    tokens.Next();
                    statements.Add(new Print(token.Line, expressions.ReadTuple()));
                    tokens.Expect(TokenKind.VariableEnd, "'}}'");
                    break;
                case TokenKind.BlockBegin when until.Contains(tokens.Ahead.Text):
                    tokens.Next();
                    tokens.Leave();
                    return new Block([.. statements]);
                case TokenKind.BlockBegin:
                    tokens.Next();
                    statements.Add(ReadStatement());
                    break;
                case TokenKind.End when until.IsEmpty:
                    tokens.Leave();
                    return new Block([.. statements]);
                default:
                    throw new TemplateError($"a block is not closed: '{until[^1]}' is missing, got {token}", line);
            }
        }
    }

    /// <summary>The same, and the word that ends it and its tag.</summary>
    private Block ReadBody(string end)
    {
        EndTag();
        var body = ReadBlock(end);
        tokens.ExpectName(end);
        EndTag();
        return body;
    }

    private void EndTag() => tokens.Expect(TokenKind.BlockEnd, "'%}'");

    private Statement ReadStatement()
    {
        var tag = tokens.Expect(TokenKind.Name, "the name of a tag");
        return tag.Text switch
        {
            "if" => ReadIf(tag.Line),
            "for" => ReadFor(tag.Line),
            "set" => ReadSet(tag.Line),
            "macro" => ReadMacro(tag.Line),
            "call" => ReadCall(tag.Line),
            "filter" => new FilterBlock(tag.Line, expressions.ReadFilters(null, first: true)!, ReadBody("endfilter")),
            "with" => ReadWith(tag.Line),
            "generation" => new With(tag.Line, [], ReadBody("endgeneration")),
            "break" => ReadJump(tag, Flow.Break),
            "continue" => ReadJump(tag, Flow.Continue),
            "include" or "import" or "from" or "extends" or "block" => throw new TemplateError(
                $"'{tag.Text}' would read other templates, which chat templates may not",
                tag.Line
            ),
            _ => throw new TemplateError(Hints.Of($"unknown tag '{tag.Text}'", tag.Text, Known), tag.Line),
        };
    }

    private If ReadIf(int line)
    {
        var branches = new List<(Expression, Block)>();
        Block? otherwise = null;
        do
        {
            var condition = expressions.ReadTuple(conditional: false);
            EndTag();
            branches.Add((condition, ReadBlock("elif", "else", "endif")));
        } while (tokens.SkipName("elif"));
        if (tokens.SkipName("else"))
        {
            EndTag();
            otherwise = ReadBlock("endif");
        }
        tokens.ExpectName("endif");
        EndTag();
        return new If(line, [.. branches], otherwise);
    }

    private For ReadFor(int line)
    {
        var target = targets.Read();
        tokens.ExpectName("in");
        var items = expressions.ReadTuple(conditional: false);
        var filter = tokens.SkipName("if") ? expressions.Read() : null;
        if (tokens.IsName("recursive"))
        {
            throw new TemplateError("recursive loops are not supported; a macro can call itself", line);
        }
        EndTag();
        loops++;
        var body = ReadBlock("else", "endfor");
        loops--;
        Block? otherwise = null;
        if (tokens.SkipName("else"))
        {
            EndTag();
            otherwise = ReadBlock("endfor");
        }
        tokens.ExpectName("endfor");
        EndTag();
        return new For(line, target, items, filter, body, otherwise);
    }

    private Statement ReadSet(int line)
    {
        var target = targets.Read(withNamespace: true);
        if (tokens.SkipOperator("="))
        {
            var value = expressions.ReadTuple();
            EndTag();
            return new Set(line, target, value);
        }
        var filter = expressions.ReadFilters(null);
        return new SetBlock(line, target, filter, ReadBody("endset"));
    }

    private MacroStatement ReadMacro(int line)
    {
        var name = tokens.ExpectName();
        bound.Add(name);
        return new MacroStatement(line, name, ReadMacroBody(ReadParameters(), "endmacro"));
    }

    private CallBlock ReadCall(int line)
    {
        var parameters = tokens.IsOperator("(") ? ReadParameters() : [];
        var call =
            expressions.Read() as Call ?? throw new TemplateError("a call block takes the call of a macro", line);
        return new CallBlock(line, call, ReadMacroBody(parameters, "endcall"));
    }

    private MacroDefinition ReadMacroBody((string, Expression?)[] parameters, string end)
    {
        // Jumps do not leave a macro.
        var around = loops;
        loops = 0;
        macros.Push(new HashSet<string>(StringComparer.Ordinal));
        var body = ReadBody(end);
        loops = around;
        return new MacroDefinition(parameters, body, macros.Pop());
    }

    private (string, Expression?)[] ReadParameters()
    {
        tokens.ExpectOperator("(");
        var parameters = new List<(string, Expression?)>();
        while (!tokens.SkipOperator(")"))
        {
            if (parameters.Count > 0)
            {
                tokens.ExpectOperator(",");
            }
            var name = tokens.ExpectName();
            var byDefault = tokens.SkipOperator("=") ? expressions.Read() : null;
            if (byDefault is null && parameters is [.., (_, not null)])
            {
                throw new TemplateError(
                    $"parameter '{name}' has no default, but follows one that has",
                    tokens.Current.Line
                );
            }
            bound.Add(name);
            parameters.Add((name, byDefault));
        }
        return [.. parameters];
    }

    private With ReadWith(int line)
    {
        var settings = new List<(Target, Expression)>();
        while (tokens.Current.Kind is not TokenKind.BlockEnd)
        {
            if (settings.Count > 0)
            {
                tokens.ExpectOperator(",");
            }
            var target = targets.Read();
            tokens.ExpectOperator("=");
            settings.Add((target, expressions.Read()));
        }
        return new With(line, [.. settings], ReadBody("endwith"));
    }

    private Jump ReadJump(Token tag, Flow flow)
    {
        if (loops == 0)
        {
            throw new TemplateError($"'{tag.Text}' stands outside of a loop", tag.Line);
        }
        EndTag();
        return new Jump(tag.Line, flow);
    }

    private void Sees(Token name)
    {
        used.TryAdd(name.Text, name.Line);
        foreach (var macro in macros)
        {
            macro.Add(name.Text);
        }
    }
}
