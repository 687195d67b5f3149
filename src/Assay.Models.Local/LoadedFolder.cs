using System.Collections.Immutable;
using Assay.Models.Local.Architectures;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Assay.Tokenizers;

namespace Assay.Models.Local;

/// <summary>What a folder holds, ready to run.</summary>
internal sealed record LoadedFolder(ModelFolder Folder, Tokenizer Tokenizer, ITransformer Transformer)
{
    /// <summary>Tokens that end a text: those of <c>generation_config.json</c>, else of <c>config.json</c>, and the tokenizer's.</summary>
    public required ImmutableHashSet<int> Ends { get; init; }

    /// <summary>Opens and loads a folder.</summary>
    /// <exception cref="InputException">Something is missing, damaged or not known.</exception>
    public static LoadedFolder Load(LocalModelOptions options)
    {
        var folder = ModelFolder.Open(options.Path);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        if (folder.Format == ModelFormat.Onnx)
        {
            throw new InputException(
                "folders of ONNX files cannot be run yet",
                options.Path,
                "give the folder with safetensors"
            );
        }
        // Settings and names are checked before the tokenizer is read: they are what most often is wrong.
        var store = folder.OpenWeights();
        try
        {
            var model = Architecture.Of(folder.Config).Describe(folder.Config, store);
            model = model with { Context = Math.Min(model.Context, options.Context ?? model.Context) };
            var tokenizer = TokenizerOf(folder, model.Vocabulary);
            return new LoadedFolder(
                folder,
                tokenizer,
                DecoderTransformer.Load(model, store, options.Precision, threads, options.Sequences + 1)
            )
            {
                Ends = [.. EndsOf(folder, tokenizer)],
            };
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    // Some folders name tokens that have no row and are never used: they are refused when a text has one.
    private static Tokenizer TokenizerOf(ModelFolder folder, int vocabulary) =>
        folder.Format == ModelFormat.Llama2C
            ? Llama2CTokenizer.Open(LlamaTokens(folder), vocabulary)
            : TokenizerFolder.Open(folder.Folder);

    private static string LlamaTokens(ModelFolder folder) =>
        Directory.EnumerateFiles(folder.Folder, "tok*.bin").Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new InputException(
            "there is no tokenizer beside the model",
            folder.Path,
            "put llama2.c's tok*.bin into the same folder"
        );

    private static IEnumerable<int> EndsOf(ModelFolder folder, Tokenizer tokenizer)
    {
        var settings = System.IO.Path.Combine(folder.Folder, "generation_config.json");
        var generation =
            folder.Format != ModelFormat.Llama2C && File.Exists(settings) ? ModelConfig.Load(settings) : null;
        var config = generation?.Has("eos_token_id") == true ? generation : folder.Config;
        var ends = config.Ints("eos_token_id");
        return ends.Concat(new[] { tokenizer.EosId }.OfType<int>()).Distinct();
    }
}
