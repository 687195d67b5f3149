using System.Text.Json;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>
/// What a folder says of its tokenizer besides the vocabulary: tokenizer_config.json, special_tokens_map.json,
/// added_tokens.json, and for ids named nowhere else config.json.
/// </summary>
internal sealed class FolderConfig
{
    // Their classes put BOS before every text unless told otherwise.
    private static readonly HashSet<string> addsBosByClass = new(StringComparer.Ordinal)
    {
        "LlamaTokenizer",
        "LlamaTokenizerFast",
        "CodeLlamaTokenizer",
        "CodeLlamaTokenizerFast",
        "GemmaTokenizer",
        "GemmaTokenizerFast",
        "InternLM2Tokenizer",
        "InternLM2TokenizerFast",
        "InternLMTokenizer",
    };

    private readonly JsonNode? tokenizer;
    private readonly JsonNode? map;
    private readonly JsonNode? model;

    private FolderConfig(JsonNode? tokenizer, JsonNode? map, JsonNode? model, JsonNode? added)
    {
        (this.tokenizer, this.map, this.model) = (tokenizer, map, model);
        var tokens = tokenizer?["added_tokens_decoder"] is { } byId ? AddedTokenReader.ReadById(byId) : [];
        var described = tokens.Select(listed => listed.Token.Content).ToHashSet(StringComparer.Ordinal);
        foreach (var (content, id) in added?.Properties() ?? [])
        {
            if (!described.Contains(content))
            {
                tokens.Add(
                    new ListedToken(new AddedToken(content, Special: false, Normalized: true), id.Integer(), id)
                );
            }
        }
        AddedTokens = tokens;
        SpecialTexts = Names
            .Select(Text)
            .OfType<string>()
            .Concat(Additional())
            .Where(text => text.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static readonly string[] Names =
    [
        "bos_token",
        "eos_token",
        "pad_token",
        "unk_token",
        "cls_token",
        "sep_token",
        "mask_token",
    ];

    /// <summary>The tokens listed besides the vocabulary.</summary>
    public IReadOnlyList<ListedToken> AddedTokens { get; }

    /// <summary>The texts of all tokens named as special.</summary>
    public IReadOnlySet<string> SpecialTexts { get; }

    /// <summary>The name of the tokenizer's class in transformers, or null.</summary>
    public string? ClassName =>
        tokenizer?["tokenizer_class"] is { IsString: true } name ? name.Text()
        : tokenizer is null && model?["model_type"] is { IsString: true } type ? ClassOfModel(type.Text())
        : null;

    /// <exception cref="InputException">One of the files is malformed.</exception>
    public static FolderConfig Read(string folder)
    {
        JsonNode? Optional(string name) =>
            Path.Combine(folder, name) is var path && File.Exists(path) ? ModelFile.ReadObject(path) : null;
        return new FolderConfig(
            Optional("tokenizer_config.json"),
            Optional("special_tokens_map.json"),
            Optional("config.json"),
            Optional("added_tokens.json")
        );
    }

    /// <summary>A flag of tokenizer_config.json, or null.</summary>
    public bool? Flag(string name) =>
        tokenizer?[name] is { Element.ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.Flag() : null;

    /// <summary>The text of a named token ("bos_token"), or null.</summary>
    public string? Text(string name) => TokenText(tokenizer?[name]) ?? TokenText(map?[name]);

    /// <summary>The ids of the named tokens; what the folder leaves open is taken from <paramref name="otherwise"/>.</summary>
    public SpecialIds SpecialIds(Vocabulary vocabulary, SpecialIds otherwise)
    {
        int? Named(string name, string id, int? other) =>
            (Text(name) is { } text ? vocabulary.Id(text) : null) ?? other ?? ModelId(id, vocabulary);
        return new SpecialIds(
            Named("bos_token", "bos_token_id", otherwise.Bos),
            Named("eos_token", "eos_token_id", otherwise.Eos),
            Named("pad_token", "pad_token_id", otherwise.Pad),
            Named("unk_token", "", otherwise.Unknown)
        );
    }

    /// <summary>
    /// What is put around a text: as the flags add_bos_token and add_eos_token say where one is given or the class has a
    /// habit, else <paramref name="otherwise"/>.
    /// </summary>
    public TokenFrame Frame(TokenFrame otherwise, SpecialIds special)
    {
        var (bos, eos) = (Flag("add_bos_token"), Flag("add_eos_token"));
        var byClass = ClassName is { } name && addsBosByClass.Contains(name);
        if (bos is null && eos is null && !byClass)
        {
            return otherwise;
        }
        static IReadOnlyList<int> One(bool adds, int? id) => adds && id is { } there ? [there] : [];
        return new TokenFrame(One(bos ?? byClass, special.Bos), One(eos ?? false, special.Eos));
    }

    // Without tokenizer_config.json the class follows from the kind of model.
    private static string? ClassOfModel(string type) =>
        type switch
        {
            "llama" or "mistral" or "mixtral" => "LlamaTokenizer",
            "gemma" or "gemma2" or "gemma3" or "gemma3_text" => "GemmaTokenizer",
            "internlm2" => "InternLM2Tokenizer",
            "qwen2" => "Qwen2Tokenizer",
            "chatglm" => "ChatGLMTokenizer",
            _ => null,
        };

    private int? ModelId(string name, Vocabulary vocabulary)
    {
        var node = model?[name];
        // Some models end with any of several tokens; the first is the one that ends a text.
        node = node is { Element.ValueKind: JsonValueKind.Array } list ? list.Items().FirstOrDefault() : node;
        return
            node is { Element.ValueKind: JsonValueKind.Number } number
            && number.Element.TryGetInt32(out var id)
            && vocabulary.Text(id) is not null
            ? id
            : null;
    }

    private IEnumerable<string> Additional()
    {
        foreach (var name in new[] { "additional_special_tokens", "extra_special_tokens" })
        {
            var node = tokenizer?[name] ?? map?[name];
            var entries = node switch
            {
                { Element.ValueKind: JsonValueKind.Array } list => list.Items(),
                { IsObject: true } table => table.Properties().Select(entry => entry.Value),
                _ => [],
            };
            foreach (var text in entries.Select(entry => TokenText(entry)).OfType<string>())
            {
                yield return text;
            }
        }
    }

    // A token is written as its text, or as an object with it.
    private static string? TokenText(JsonNode? node) =>
        node switch
        {
            { IsString: true } text => text.Text(),
            { IsObject: true } token => token["content"] is { IsString: true } content ? content.Text() : null,
            _ => null,
        };
}
