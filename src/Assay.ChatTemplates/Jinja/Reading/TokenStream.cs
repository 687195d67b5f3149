using System.Runtime.CompilerServices;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>The tokens of a template, read one after the other, and how deep the reader stands.</summary>
internal sealed class TokenStream(List<Token> tokens)
{
    // Python, into which Jinja translates, allows about as many.
    private const int Deepest = 100;

    private int at;
    private int depth;

    public Token Current => tokens[at];

    public Token Ahead => tokens[Math.Min(at + 1, tokens.Count - 1)];

    public Token Next()
    {
        var token = Current;
        if (at < tokens.Count - 1)
        {
            at++;
        }
        return token;
    }

    public bool IsName(string name) => Current.Is(TokenKind.Name, name);

    public bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    public bool SkipName(string name) => Skip(IsName(name));

    public bool SkipOperator(string text) => Skip(IsOperator(text));

    public Token Expect(TokenKind kind, string what) =>
        Current.Kind == kind ? Next() : throw Unexpected($"expected {what}");

    public string ExpectName() => Expect(TokenKind.Name, "a name").Text;

    public void ExpectName(string name)
    {
        if (!SkipName(name))
        {
            throw Unexpected($"expected '{name}'");
        }
    }

    public void ExpectOperator(string text)
    {
        if (!SkipOperator(text))
        {
            throw Unexpected($"expected '{text}'");
        }
    }

    public TemplateError Unexpected(string expected) => new($"{expected}, got {Current}", Current.Line);

    public void Enter()
    {
        if (++depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateError($"it nests more than {Deepest} levels deep", Current.Line);
        }
    }

    public void Leave() => depth--;

    private bool Skip(bool matches)
    {
        if (matches)
        {
            Next();
        }
        return matches;
    }
}
