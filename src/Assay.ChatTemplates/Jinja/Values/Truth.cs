using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Truth, equality, order and membership as Python has them.</summary>
internal static class Truth
{
    public static bool IsTrue(object value) =>
        value switch
        {
            bool truth => truth,
            None or Undefined => false,
            long number => number != 0,
            double number => number != 0,
            string text => text.Length > 0,
            Sequence sequence => sequence.Items.Length > 0,
            DictValue dict => dict.Count > 0,
            _ => true,
        };

    public static bool AreEqual(object a, object b, Budget budget)
    {
        budget.Step();
        switch (a, b)
        {
            case (string x, string y):
                budget.Scan(Math.Min(x.Length, y.Length));
                return x == y;
            case (Undefined, Undefined):
                return true;
            case (ListValue, ListValue) or (TupleValue, TupleValue):
                return ItemsEqual(((Sequence)a).Items, ((Sequence)b).Items, budget);
            case (DictValue x, DictValue y):
                budget.Enter();
                var equal =
                    x.Count == y.Count
                    && x.Items.All(item => y.TryGet(item.Key, out var other) && AreEqual(item.Value, other, budget));
                budget.Leave();
                return equal;
            default:
                return Numbers.IsNumber(a) && Numbers.IsNumber(b) ? Numbers.Compare(a, b) == 0 : ReferenceEquals(a, b);
        }
    }

    /// <summary>Less than 0, 0 or more than 0.</summary>
    /// <exception cref="TemplateError">The two have no order.</exception>
    public static int Compare(object a, object b, string sign, Budget budget)
    {
        budget.Step();
        switch (a, b)
        {
            case (Undefined missing, _):
                throw missing.Error();
            case (_, Undefined missing):
                throw missing.Error();
            case (string x, string y):
                budget.Scan(Math.Min(x.Length, y.Length));
                return string.CompareOrdinal(x, y);
            case (ListValue, ListValue) or (TupleValue, TupleValue):
                return CompareItems(((Sequence)a).Items, ((Sequence)b).Items, sign, budget);
            case var _ when Numbers.IsNumber(a) && Numbers.IsNumber(b):
                return Numbers.Compare(a, b);
            default:
                throw new TemplateError(
                    $"'{sign}' not supported between instances of '{TypeNames.Of(a)}' and '{TypeNames.Of(b)}'"
                );
        }
    }

    public static bool Contains(object container, object item, Budget budget)
    {
        switch (container)
        {
            case string text when item is string part:
                budget.Scan(text.Length);
                return text.Contains(part, StringComparison.Ordinal);
            case string:
                throw item is Undefined missing
                    ? missing.Error()
                    : new TemplateError($"'in <string>' requires string as left operand, not {TypeNames.Of(item)}");
            case Sequence sequence:
                return sequence.Items.Any(x => AreEqual(x, item, budget));
            case DictValue dict:
                budget.Scan(item);
                return dict.TryGet(item, out _);
            case Undefined:
                return false;
            default:
                throw new TemplateError($"argument of type '{TypeNames.Of(container)}' is not iterable");
        }
    }

    private static bool ItemsEqual(object[] a, object[] b, Budget budget)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        budget.Enter();
        var equal = a.Length == b.Length && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second, budget));
        budget.Leave();
        return equal;
    }

    private static int CompareItems(object[] a, object[] b, string sign, Budget budget)
    {
        budget.Enter();
        for (var at = 0; at < Math.Min(a.Length, b.Length); at++)
        {
            if (!AreEqual(a[at], b[at], budget))
            {
                var order = Compare(a[at], b[at], sign, budget);
                budget.Leave();
                return order;
            }
        }
        budget.Leave();
        return a.Length.CompareTo(b.Length);
    }
}
