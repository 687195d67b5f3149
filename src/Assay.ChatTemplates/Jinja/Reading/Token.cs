namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>A token of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: of data, a name, an operator; for literals as written.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Value">What a literal stands for.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, object? Value = null)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>As messages name it.</summary>
    public override string ToString() =>
        Kind switch
        {
            TokenKind.End => "the end of the template",
            TokenKind.Data => "text",
            TokenKind.VariableEnd => "'}}'",
            TokenKind.BlockEnd => "'%}'",
            TokenKind.String => "a string",
            _ => $"'{Text}'",
        };
}

internal enum TokenKind
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End,
}
