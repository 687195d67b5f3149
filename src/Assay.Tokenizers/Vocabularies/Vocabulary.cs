using System.Runtime.InteropServices;

namespace Assay.Tokenizers.Vocabularies;

/// <summary>Texts by id and ids by text; which ids are special. Not changed once a tokenizer is built.</summary>
/// <param name="file">The file that defines it, for messages.</param>
internal sealed class Vocabulary(string file)
{
    /// <summary>Ids at or above it are taken for damage: no model has a row of weights for each.</summary>
    public const int IdLimit = 1 << 22;

    /// <summary>In UTF-16 units. Bounds the time that looking for the longest token takes.</summary>
    public const int LongestText = 1024;

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string?> texts = [];
    private readonly HashSet<int> special = [];
    private readonly HashSet<int> added = [];

    /// <summary>The largest id plus one.</summary>
    public int Size => texts.Count;

    /// <summary>Ids by text.</summary>
    public IReadOnlyDictionary<string, int> Ids => ids;

    /// <summary>Enters a token of the model.</summary>
    /// <exception cref="InputException">The id is absurd or belongs to another token.</exception>
    public void Add(string text, long id)
    {
        var place = Place(text, id);
        if (texts[place] is { } other && other != text)
        {
            throw Wrong($"the tokens '{Shown(other)}' and '{Shown(text)}' have the same id {id}");
        }
        texts[place] = text;
        ids[text] = place;
    }

    /// <summary>Enters a token; where the text has an id already, it keeps that one.</summary>
    /// <exception cref="InputException">The id is absurd.</exception>
    public void AddUnlessTaken(string text, long id)
    {
        texts[Place(text, id)] = text;
        ids.TryAdd(text, (int)id);
    }

    /// <summary>Enters a token whose text leads to this id from now on.</summary>
    public void Override(string text, int id)
    {
        texts[Place(text, id)] = text;
        ids[text] = id;
    }

    /// <summary>Marks a token as added to the model's own; it is spelt as it is, whatever the model's alphabet.</summary>
    public void MarkAdded(int id, bool isSpecial)
    {
        added.Add(id);
        if (isSpecial)
        {
            special.Add(id);
        }
    }

    /// <summary>The token's text, or null for an id of no token.</summary>
    public string? Text(int id) => (uint)id < (uint)texts.Count ? texts[id] : null;

    public int? Id(string text) => ids.TryGetValue(text, out var id) ? id : null;

    public bool IsSpecial(int id) => special.Contains(id);

    public bool IsAdded(int id) => added.Contains(id);

    private int Place(string text, long id)
    {
        if (id is < 0 or >= IdLimit)
        {
            throw Wrong($"the token '{Shown(text)}' has the id {id}, but ids go from 0 to {IdLimit - 1}");
        }
        if (text.Length > LongestText)
        {
            throw Wrong($"the token '{Shown(text)}' has {text.Length} characters, at most {LongestText} are allowed");
        }
        if (id >= texts.Count)
        {
            CollectionsMarshal.SetCount(texts, (int)id + 1);
        }
        return (int)id;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private InputException Wrong(string what) => new(what, file, "fetch the model folder again");
}
