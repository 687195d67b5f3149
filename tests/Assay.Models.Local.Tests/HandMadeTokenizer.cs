namespace Assay.Models.Local.Tests;

/// <summary>Tokenizers small enough to be followed by hand.</summary>
internal static class HandMadeTokenizer
{
    /// <summary>Letters a to e and the blank; "ab", "cd", " c" and "de" are merged, in this order. Begins nothing by itself.</summary>
    public const string Letters = """
        {
          "version": "1.0",
          "added_tokens": [
            { "id": 0, "content": "<s>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false },
            { "id": 1, "content": "</s>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false }
          ],
          "normalizer": null,
          "pre_tokenizer": null,
          "post_processor": null,
          "decoder": null,
          "model": {
            "type": "BPE",
            "vocab": {
              "<s>": 0, "</s>": 1, "a": 2, "b": 3, "c": 4, "d": 5, "e": 6, " ": 7, "ab": 8, "cd": 9, " c": 10, "de": 11
            },
            "merges": [["a", "b"], ["c", "d"], [" ", "c"], ["d", "e"]]
          }
        }
        """;

    /// <summary>Of the two special tokens, which begins and which ends a text.</summary>
    public const string Settings = """{ "bos_token": "<s>", "eos_token": "</s>" }""";

    /// <summary>The same, with the begin put before every text.</summary>
    public static string LettersWithBegin { get; } =
        Letters.Replace(
            "\"post_processor\": null",
            """
            "post_processor": {
              "type": "TemplateProcessing",
              "single": [{ "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }],
              "pair": [],
              "special_tokens": { "<s>": { "id": "<s>", "ids": [0], "tokens": ["<s>"] } }
            }
            """,
            StringComparison.Ordinal
        );
}
