using System.Diagnostics.CodeAnalysis;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>A dictionary in the order of insertion.</summary>
internal sealed class DictValue
{
    private readonly OrderedDictionary<object, object> items = new(KeyComparer.Instance);

    public int Count => items.Count;

    public IEnumerable<object> Keys => items.Keys;

    public IEnumerable<object> Values => items.Values;

    public IEnumerable<KeyValuePair<object, object>> Items => items;

    /// <exception cref="TemplateError">The key is a list or another thing that Python cannot hash.</exception>
    public void Set(object key, object value) => items[Hashable(key)] = value;

    /// <inheritdoc cref="Set"/>
    public bool TryGet(object key, [NotNullWhen(true)] out object? value) =>
        items.TryGetValue(Hashable(key), out value);

    /// <summary>Whether a value may be a key. Tuples may, of plain values: deeper ones could take for ever to compare.</summary>
    public static bool IsHashable(object key) => IsPlain(key) || (key is TupleValue tuple && tuple.Items.All(IsPlain));

    private static object Hashable(object key) =>
        IsHashable(key) ? key : throw new TemplateError($"unhashable type: '{TypeNames.Of(key)}'");

    private static bool IsPlain(object key) => key is string or bool or long or double or None or Undefined;

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static KeyComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) =>
            (x, y) switch
            {
                (TupleValue a, TupleValue b) => a.Items.SequenceEqual(b.Items, this),
                (bool or long or double, bool or long or double) => Numbers.Compare(x, y) == 0,
                (Undefined, Undefined) => true,
                _ => object.Equals(x, y),
            };

        public int GetHashCode(object obj) =>
            obj switch
            {
                TupleValue tuple => tuple.Items.Aggregate(
                    tuple.Items.Length,
                    (sum, item) => HashCode.Combine(sum, GetHashCode(item))
                ),
                bool or long or double => Numbers.ToDouble(obj).GetHashCode(),
                Undefined => 0,
                _ => obj.GetHashCode(),
            };
    }
}
