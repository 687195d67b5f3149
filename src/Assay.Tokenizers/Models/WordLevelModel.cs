namespace Assay.Tokenizers.Models;

/// <summary>Each word is a token or unknown.</summary>
internal sealed class WordLevelModel(Dictionary<string, int> vocabulary, int? unknownId, string file) : ITokenModel
{
    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        if (vocabulary.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var id))
        {
            ids.Add(id);
            return;
        }
        ids.Add(
            unknownId
                ?? throw new InputException(
                    "a word of the text is not in the vocabulary, which has no unknown token",
                    file,
                    "fetch the model folder again"
                )
        );
    }
}
