using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Items between brackets, and slices.</summary>
internal static class Subscripts
{
    /// <summary>The item, or null when there is none of that key or number.</summary>
    public static object? Find(object container, object key, Budget budget)
    {
        budget.Scan(key);
        return (container, key) switch
        {
            (string or Sequence, SliceValue slice) => Slice(container, slice, budget),
            (_, SliceValue) => throw new TemplateError($"'{TypeNames.Of(container)}' object cannot be sliced"),
            (DictValue dict, _) => DictValue.IsHashable(key) && dict.TryGet(key, out var value) ? value : null,
            (Sequence sequence, bool or long) => At(sequence.Items.Length, key) is { } at ? sequence.Items[at] : null,
            (string text, bool or long) => Character(text, key, budget),
            _ => null,
        };
    }

    private static string? Character(string text, object key, Budget budget)
    {
        budget.Scan(text.Length);
        if (At(Characters.Count(text), key) is not { } at)
        {
            return null;
        }
        var from = Characters.Offset(text, at);
        return text[from..(from + (char.IsHighSurrogate(text[from]) && from + 1 < text.Length ? 2 : 1))];
    }

    private static int? At(int length, object key)
    {
        var at = Numbers.ToLong(key);
        at = at < 0 ? at + length : at;
        return at >= 0 && at < length ? (int)at : null;
    }

    private static object Slice(object container, SliceValue slice, Budget budget)
    {
        var items = container is Sequence sequence ? sequence.Items : null;
        var text = container as string;
        var length = items?.Length ?? Characters.Count(text!);
        budget.Scan(length);
        var step = Bound(slice.Step) ?? 1;
        if (step == 0)
        {
            throw new TemplateError("slice step cannot be zero");
        }
        var from = Clamp(Bound(slice.Start), step > 0 ? 0 : length - 1, length, step);
        var to = Clamp(Bound(slice.Stop), step > 0 ? length : -1, length, step);
        if (text is not null && step == 1)
        {
            return to <= from ? "" : text[Characters.Offset(text, (int)from)..Characters.Offset(text, (int)to)];
        }
        items ??= Iteration.Items(text!, budget);
        var picked = new List<object>();
        // A step past the end may not fit; the range says when to stop.
        for (var at = from; step > 0 ? at < to : at > to; at += step)
        {
            picked.Add(items[at]);
        }
        budget.BuildItems(picked.Count);
        return container switch
        {
            string => string.Concat(picked.Cast<string>()),
            TupleValue => new TupleValue([.. picked]),
            _ => new ListValue([.. picked]),
        };
    }

    // Numbers far outside mean the ends; so additions to them do not overflow.
    private static long? Bound(object value) =>
        value switch
        {
            None => null,
            bool or long => Math.Clamp(Numbers.ToLong(value), int.MinValue, int.MaxValue),
            Undefined missing => throw missing.Error(),
            _ => throw new TemplateError("slice indices must be integers or None"),
        };

    private static long Clamp(long? bound, long absent, int length, long step)
    {
        if (bound is not { } at)
        {
            return absent;
        }
        at = at < 0 ? at + length : at;
        return step > 0 ? Math.Clamp(at, 0, length) : Math.Clamp(at, -1, length - 1);
    }
}
