using System.Collections.Immutable;

namespace Assay.Scoring.Mathematics;

/// <summary>A formula as it was read.</summary>
internal abstract record MathNode;

/// <summary>A number as written.</summary>
/// <param name="Value">Its exact value.</param>
/// <param name="Resolution">What one unit of its last decimal is worth; null for a whole number.</param>
internal sealed record NumberNode(Rational Value, Rational? Resolution) : MathNode;

/// <summary>π, e, i or ∞.</summary>
internal sealed record ConstantNode(char Name) : MathNode;

/// <summary>A variable, or a number in another base (52_8), which stands for itself.</summary>
internal sealed record VariableNode(string Name) : MathNode;

/// <summary>Words.</summary>
internal sealed record WordsNode(string Text) : MathNode;

/// <summary>A sum.</summary>
internal sealed record SumNode(ImmutableArray<(SumSign Sign, MathNode Term)> Terms) : MathNode;

/// <summary>What precedes a term.</summary>
internal enum SumSign
{
    Plus,
    Minus,
    PlusMinus,
    MinusPlus,
}

/// <summary>A product, divisors included.</summary>
internal sealed record ProductNode(ImmutableArray<(bool Divides, MathNode Factor)> Factors) : MathNode;

/// <summary>A power.</summary>
internal sealed record PowerNode(MathNode Base, MathNode Exponent) : MathNode;

/// <summary>A root.</summary>
internal sealed record RootNode(MathNode Radicand, int Degree) : MathNode;

/// <summary>A function of one or two arguments: sin, log (with its base second), abs, floor, factorial, binomial.</summary>
internal sealed record FunctionNode(string Name, MathNode Argument, MathNode? Second = null) : MathNode;

/// <summary>An angle in degrees.</summary>
internal sealed record DegreesNode(MathNode Angle) : MathNode;

/// <summary>So many per cent.</summary>
internal sealed record PercentNode(MathNode Value) : MathNode;

/// <summary>
/// Several formulas with commas between, and what is around them: brackets, braces (a set, in no order), or nothing (answers in no
/// order).
/// </summary>
internal sealed record ListNode(char Open, ImmutableArray<MathNode> Items, char Close) : MathNode
{
    public const char None = '\0';

    public bool IsOrdered => Open is '(' or '[';
}

/// <summary>A union of intervals or sets.</summary>
internal sealed record UnionNode(ImmutableArray<MathNode> Parts) : MathNode;

/// <summary>A matrix by rows.</summary>
internal sealed record MatrixNode(ImmutableArray<ImmutableArray<MathNode>> Rows) : MathNode;

/// <summary>An equation, an inequality, a membership; chains have several.</summary>
internal sealed record RelationNode(ImmutableArray<string> Operators, ImmutableArray<MathNode> Sides) : MathNode;
