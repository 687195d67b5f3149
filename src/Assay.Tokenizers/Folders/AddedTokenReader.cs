using System.Globalization;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>An added token as a file lists it; the id is null where the vocabulary knows it.</summary>
internal sealed record ListedToken(AddedToken Token, long? Id, JsonNode Node);

/// <summary>Reads added tokens from tokenizer.json and tokenizer_config.json.</summary>
internal static class AddedTokenReader
{
    /// <summary>From the list in tokenizer.json.</summary>
    public static List<ListedToken> Read(JsonNode list) =>
        [.. list.Items().Select(node => new ListedToken(Token(node.Object()), node.Require("id").Integer(), node))];

    /// <summary>From tokenizer_config.json, where each stands under its id.</summary>
    public static List<ListedToken> ReadById(JsonNode table) =>
        [
            .. table
                .Properties()
                .Select(entry => new ListedToken(
                    Token(entry.Value.Object()),
                    Id(entry.Name, entry.Value),
                    entry.Value
                )),
        ];

    /// <summary>All tokens; of one that is in both lists, the second's description counts.</summary>
    public static List<ListedToken> Merge(IEnumerable<ListedToken> first, IReadOnlyList<ListedToken> second)
    {
        var described = second.ToLookup(listed => listed.Token.Content);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<ListedToken>();
        foreach (var listed in first.Concat(second))
        {
            if (known.Add(listed.Token.Content))
            {
                var last = described[listed.Token.Content].LastOrDefault();
                all.Add(listed with { Token = last?.Token ?? listed.Token });
            }
        }
        return all;
    }

    /// <summary>Gives each token its id, and marks those that the folder names as special.</summary>
    /// <exception cref="InputException">A token is empty or its id absurd.</exception>
    public static List<AddedToken> Enter(List<ListedToken> listed, FolderConfig config, Vocabulary vocabulary)
    {
        var tokens = new List<AddedToken>();
        foreach (var (token, id, node) in listed)
        {
            if (token.Content.Length == 0)
            {
                throw node.Wrong("an added token is empty");
            }
            if (vocabulary.Id(token.Content) is null)
            {
                vocabulary.AddUnlessTaken(token.Content, id ?? vocabulary.Size);
            }
            tokens.Add(config.SpecialTexts.Contains(token.Content) ? token with { Special = true } : token);
        }
        var contents = tokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        // A token that is only named, as eos_token, is one all the same; unless the vocabulary has no such text.
        tokens.AddRange(
            config
                .SpecialTexts.Where(text => !contents.Contains(text) && vocabulary.Id(text) is not null)
                .Select(text => new AddedToken(text, Special: true, Normalized: false))
        );
        return tokens;
    }

    private static AddedToken Token(JsonNode node)
    {
        var special = node.Flag("special", false);
        return new AddedToken(
            node.Require("content").Text(),
            special,
            node.Flag("normalized", !special),
            node.Flag("single_word", false),
            node.Flag("lstrip", false),
            node.Flag("rstrip", false)
        );
    }

    private static long Id(string name, JsonNode node) =>
        long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw node.Wrong($"'{name}' is no id");
}
