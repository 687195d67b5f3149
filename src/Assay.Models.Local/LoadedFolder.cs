using System.Collections.Immutable;
using Assay.Models.Local.Architectures;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Assay.Models.Local.OnnxFolders;
using Assay.Models.Local.Weights;
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
            return Onnx(folder, threads, options);
        }
        // Settings and names are checked before the tokenizer is read: they are what most often is wrong.
        var store = folder.OpenWeights();
        try
        {
            var model = Architecture.Of(folder.Config).Describe(folder.Config, store);
            model = model with { Context = Math.Min(model.Context, options.Context ?? model.Context) };
            var tokenizer = TokenizerOf(folder, model.Vocabulary);
            // A token that has no row is never chosen, and must not be looked up among those that are.
            var ends = EndsOf(folder, tokenizer).Where(id => id < model.Vocabulary).ToImmutableHashSet();
            return new LoadedFolder(
                folder,
                tokenizer,
                DecoderTransformer.Load(model, store, options.Precision, threads, options.Sequences + 1)
            )
            {
                Ends = ends,
            };
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    // An exported graph says itself how it computes.
    private static LoadedFolder Onnx(ModelFolder folder, int threads, LocalModelOptions options)
    {
        if (options.Precision is not Precision.Float32)
        {
            throw new InputException(
                "a folder of ONNX files has the precision that it was exported with",
                "--model-args precision",
                "leave it out"
            );
        }
        var tokenizer = TokenizerFolder.Open(folder.Folder);
        var transformer = OnnxTransformer.Load(folder, threads, options.Sequences + 1);
        return new LoadedFolder(folder, tokenizer, transformer)
        {
            Ends = EndsOf(folder, tokenizer).Where(id => id < transformer.Vocabulary).ToImmutableHashSet(),
        };
    }

    /// <summary>The tokenizer of a folder.</summary>
    // Some folders name tokens that have no row and are never used: they are refused when a text has one.
    public static Tokenizer TokenizerOf(ModelFolder folder, int vocabulary) =>
        folder.Format == ModelFormat.Llama2C
            ? Llama2CTokenizer.Open(LlamaTokens(folder, vocabulary), vocabulary)
            : TokenizerFolder.Open(folder.Folder);

    // llama2.c names the file by its size where it is not Llama's own.
    private static string LlamaTokens(ModelFolder folder, int vocabulary) =>
        Directory
            .EnumerateFiles(folder.Folder, "tok*.bin")
            .OrderByDescending(file => System.IO.Path.GetFileName(file) == $"tok{vocabulary}.bin")
            .ThenByDescending(file => System.IO.Path.GetFileName(file) == "tokenizer.bin")
            .ThenBy(file => file, StringComparer.Ordinal)
            .FirstOrDefault()
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
