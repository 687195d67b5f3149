using Assay.Tokenizers.Normalizers;

namespace Assay.Tokenizers.Vocabularies;

/// <summary>The added tokens of a model: those looked for in the raw text, and those in the normalised text.</summary>
internal sealed class AddedTokens(AddedTokenFinder raw, AddedTokenFinder normalized)
{
    public static readonly AddedTokens None = new(new AddedTokenFinder([]), new AddedTokenFinder([]));

    public AddedTokenFinder Raw => raw;

    public AddedTokenFinder Normalized => normalized;

    /// <summary>Marks the tokens in the vocabulary, where they must be, and prepares the search for them.</summary>
    /// <exception cref="InputException">A token is empty.</exception>
    public static AddedTokens Build(
        IReadOnlyList<AddedToken> tokens,
        Vocabulary vocabulary,
        INormalizer? normalizer,
        string file
    )
    {
        var raw = new List<FoundToken>();
        var normalized = new List<FoundToken>();
        foreach (var token in tokens)
        {
            if (token.Content.Length == 0)
            {
                throw new InputException("an added token is empty", file, "fetch the model folder again");
            }
            var id =
                vocabulary.Id(token.Content)
                ?? throw new InputException(
                    $"the added token '{token.Content}' has no id",
                    file,
                    "fetch the model folder again"
                );
            vocabulary.MarkAdded(id, token.Special);
            if (token.Normalized)
            {
                var content = normalizer?.Normalize(token.Content, atStart: true) ?? token.Content;
                normalized.Add(new FoundToken(content, id, token));
            }
            else
            {
                raw.Add(new FoundToken(token.Content, id, token));
            }
        }
        return new AddedTokens(new AddedTokenFinder(raw), new AddedTokenFinder(normalized));
    }
}

/// <summary>What to look for and what it is then.</summary>
internal sealed record FoundToken(string Spelling, int Id, AddedToken Token);

/// <summary>A stretch of a text: a token (<paramref name="Id"/>) or text between tokens (null).</summary>
internal readonly record struct TextPart(int Start, int Length, int? Id);
