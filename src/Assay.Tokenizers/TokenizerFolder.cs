using Assay.Tokenizers.Folders;

namespace Assay.Tokenizers;

/// <summary>Finds the tokenizer of a model folder in the layout of the hubs.</summary>
public static class TokenizerFolder
{
    /// <summary>
    /// Opens the first there is of tokenizer.json, tokenizer.model, vocab.json with merges.txt, vocab.txt, and llama2.c's
    /// tok*.bin or tokenizer.bin. Nothing in the folder is executed.
    /// </summary>
    /// <exception cref="InputException">There is none, or its files are damaged or ask for what is not supported.</exception>
    public static Tokenizer Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new InputException("there is no such folder", folder, "give the folder of a model");
        }
        string In(string name) => Path.Combine(folder, name);
        bool Has(string name) => File.Exists(In(name));
        var config = FolderConfig.Read(folder);
        if (Has("tokenizer.json"))
        {
            return new PipelineTokenizer(TokenizerJson.Read(In("tokenizer.json"), config));
        }
        if (Has("tokenizer.model"))
        {
            return new PipelineTokenizer(SentencePieceFile.Read(In("tokenizer.model"), config));
        }
        if (Has("vocab.json") && Has("merges.txt"))
        {
            return new PipelineTokenizer(MergesFile.Read(In("vocab.json"), In("merges.txt"), config));
        }
        if (Has("vocab.txt"))
        {
            return new PipelineTokenizer(WordPieceFile.Read(In("vocab.txt"), config));
        }
        return Llama2C(folder) is { } path ? Llama2CTokenizer.Open(path) : throw Missing(folder, Has("vocab.json"));
    }

    private static string? Llama2C(string folder) =>
        Directory
            .EnumerateFiles(folder, "tok*.bin")
            .Where(path => Path.GetFileName(path) is not "tokens.bin")
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();

    private static InputException Missing(string folder, bool hasVocabulary) =>
        new(
            hasVocabulary ? "there is vocab.json but no merges.txt" : "there is no tokenizer",
            folder,
            "needed: tokenizer.json, tokenizer.model, vocab.json with merges.txt, vocab.txt, or llama2.c's tok*.bin"
        );
}
