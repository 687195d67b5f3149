using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary><c>a + b</c> and the like.</summary>
internal sealed class Arithmetic(int line, string sign, Expression left, Expression right) : Expression(line)
{
    protected override object Compute(Scope scope) =>
        Operators.Apply(sign, left.Evaluate(scope), right.Evaluate(scope), scope.Budget);
}

/// <summary><c>-a</c> or <c>+a</c>.</summary>
internal sealed class Signed(int line, string sign, Expression operand) : Expression(line)
{
    protected override object Compute(Scope scope) => Operators.ApplySign(sign, operand.Evaluate(scope));
}

/// <summary><c>a ~ b ~ c</c>: all as texts, in a row.</summary>
internal sealed class Concatenation(int line, Expression[] operands) : Expression(line)
{
    protected override object Compute(Scope scope)
    {
        var text = new Output(scope.Budget);
        foreach (var operand in operands)
        {
            Texts.Write(operand.Evaluate(scope), text);
        }
        return text.ToString();
    }
}

/// <summary><c>not a</c>.</summary>
internal sealed class Negation(int line, Expression operand) : Expression(line)
{
    protected override object Compute(Scope scope) => !Truth.IsTrue(operand.Evaluate(scope));
}

/// <summary><c>a and b</c> or <c>a or b</c>: the operand that decides.</summary>
internal sealed class Junction(int line, bool isAnd, Expression left, Expression right) : Expression(line)
{
    protected override object Compute(Scope scope)
    {
        var value = left.Evaluate(scope);
        return Truth.IsTrue(value) == isAnd ? right.Evaluate(scope) : value;
    }
}

/// <summary><c>a &lt; b &lt;= c</c>: true when each pair is.</summary>
internal sealed class Comparison(int line, Expression first, (string Sign, Expression Operand)[] rest)
    : Expression(line)
{
    protected override object Compute(Scope scope)
    {
        var left = first.Evaluate(scope);
        foreach (var (sign, operand) in rest)
        {
            var right = operand.Evaluate(scope);
            if (!Holds(sign, left, right, scope.Budget))
            {
                return false;
            }
            left = right;
        }
        return true;
    }

    public static bool Holds(string sign, object left, object right, Budget budget) =>
        sign switch
        {
            "==" => Truth.AreEqual(left, right, budget),
            "!=" => !Truth.AreEqual(left, right, budget),
            "<" => Truth.Compare(left, right, sign, budget) < 0,
            "<=" => Truth.Compare(left, right, sign, budget) <= 0,
            ">" => Truth.Compare(left, right, sign, budget) > 0,
            ">=" => Truth.Compare(left, right, sign, budget) >= 0,
            "in" => Truth.Contains(right, left, budget),
            _ => !Truth.Contains(right, left, budget),
        };
}

/// <summary><c>a if b else c</c>.</summary>
internal sealed class Conditional(int line, Expression condition, Expression then, Expression? otherwise)
    : Expression(line)
{
    protected override object Compute(Scope scope) =>
        Truth.IsTrue(condition.Evaluate(scope)) ? then.Evaluate(scope)
        : otherwise is not null ? otherwise.Evaluate(scope)
        : new Undefined($"the inline if-expression on line {Line} evaluated to false and no else section was defined.")
        {
            IsNothing = true,
        };
}
