namespace Assay.Tokenizers.Vocabularies;

/// <summary>
/// Finds which of many texts begin at a place. The texts are sorted, so those that share a beginning stand together; a
/// search narrows that range character by character.
/// </summary>
internal sealed class PrefixIndex
{
    private readonly string[] texts;
    private readonly int[] values;
    private readonly int[] starts = new int[char.MaxValue + 2];

    /// <param name="entries">Texts with what to give for them; empty texts are left out, of equal ones the first counts.</param>
    public PrefixIndex(IEnumerable<KeyValuePair<string, int>> entries)
    {
        var sorted = entries
            .Where(entry => entry.Key.Length > 0)
            .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        texts = [.. sorted.Select(entry => entry.Key)];
        values = [.. sorted.Select(entry => entry.Value)];
        foreach (var text in texts)
        {
            starts[text[0] + 1]++;
        }
        for (var first = 1; first < starts.Length; first++)
        {
            starts[first] += starts[first - 1];
        }
    }

    public int Count => texts.Length;

    /// <summary>The characters that texts begin with.</summary>
    public IEnumerable<char> FirstCharacters => texts.Select(text => text[0]).Distinct();

    /// <summary>Begins a search at the start of <paramref name="text"/>; shorter texts are found first.</summary>
    public Search At(ReadOnlySpan<char> text) => new(this, text);

    /// <summary>The longest text that begins at the start of <paramref name="text"/>.</summary>
    public bool TryLongest(ReadOnlySpan<char> text, out int length, out int value)
    {
        var search = At(text);
        (length, value) = (0, 0);
        while (search.Next())
        {
            (length, value) = (search.Length, search.Value);
        }
        return length > 0;
    }

    public ref struct Search
    {
        private readonly PrefixIndex index;
        private readonly ReadOnlySpan<char> text;
        private int low;
        private int high;
        private int depth;

        internal Search(PrefixIndex index, ReadOnlySpan<char> text)
        {
            this.index = index;
            this.text = text;
            if (!text.IsEmpty)
            {
                (low, high, depth) = (index.starts[text[0]], index.starts[text[0] + 1], 1);
            }
        }

        public int Length { get; private set; }

        public int Value { get; private set; }

        public bool Next()
        {
            while (low < high)
            {
                var found = index.texts[low].Length == depth;
                if (found)
                {
                    (Length, Value) = (depth, index.values[low]);
                    low++;
                }
                Narrow();
                if (found)
                {
                    return true;
                }
            }
            return false;
        }

        // Leaves the texts whose next character is that of the searched text.
        private void Narrow()
        {
            if (depth == text.Length)
            {
                high = low;
                return;
            }
            var next = text[depth];
            low = FirstFrom(low, high, next);
            high = next == char.MaxValue ? high : FirstFrom(low, high, (char)(next + 1));
            depth++;
        }

        private readonly int FirstFrom(int from, int to, char least)
        {
            while (from < to)
            {
                var middle = (int)(((uint)from + (uint)to) >> 1);
                if (index.texts[middle][depth] < least)
                {
                    from = middle + 1;
                }
                else
                {
                    to = middle;
                }
            }
            return from;
        }
    }
}
