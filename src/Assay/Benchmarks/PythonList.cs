using System.Collections.Immutable;
using System.Text;

namespace Assay.Benchmarks;

/// <summary>Lists of texts as Python prints them, <c>['a', "b's"]</c>, which some data files hold. Nothing is evaluated.</summary>
internal static class PythonList
{
    /// <summary>The texts, or null where it is no such list.</summary>
    public static ImmutableArray<string>? Parse(string text)
    {
        var at = text.AsSpan().Trim();
        if (at.Length < 2 || at[0] != '[' || at[^1] != ']')
        {
            return null;
        }
        at = at[1..^1].Trim();
        var items = ImmutableArray.CreateBuilder<string>();
        while (at.Length > 0)
        {
            if (at[0] is not ('\'' or '"') || Item(ref at) is not { } item)
            {
                return null;
            }
            items.Add(item);
            at = at.TrimStart();
            if (at.Length > 0 && at[0] != ',')
            {
                return null;
            }
            at = at.Length > 0 ? at[1..].TrimStart() : at;
        }
        return items.ToImmutable();
    }

    private static string? Item(ref ReadOnlySpan<char> at)
    {
        var quote = at[0];
        var item = new StringBuilder();
        for (var i = 1; i < at.Length; i++)
        {
            if (at[i] == quote)
            {
                at = at[(i + 1)..];
                return item.ToString();
            }
            if (at[i] != '\\' || i + 1 == at.Length)
            {
                item.Append(at[i]);
                continue;
            }
            i++;
            item.Append(
                at[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    var escaped => escaped,
                }
            );
        }
        return null;
    }
}
