using Assay.Models.Local.Tests.Reference.Architectures;
using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>
/// The judge of the engine: a model folder computed in float64 by plain loops, without a cache, and without a line in common with what
/// it judges. StoredWeights are taken as stored (float16 and bfloat16 widened); nothing between is rounded.
/// </summary>
public sealed class ReferenceModel
{
    private readonly Decoder decoder;

    private ReferenceModel(Decoder decoder) => this.decoder = decoder;

    /// <summary>Reads <c>config.json</c> and every <c>*.safetensors</c> of a folder.</summary>
    public static ReferenceModel Load(string folder)
    {
        var config = ModelConfig.Load(folder);
        var weights = StoredWeights.Load(folder);
        return new ReferenceModel(
            config.Text("model_type") switch
            {
                "llama" => LlamaReader.Read(config, weights),
                "mistral" => LlamaReader.Mistral(config, weights),
                "qwen2" => LlamaReader.Qwen2(config, weights),
                "qwen3" => LlamaReader.Qwen3(config, weights),
                "qwen" => QwenReader.Read(config, weights),
                "internlm2" => InternLm2Reader.Read(config, weights),
                "phi3" => Phi3Reader.Read(config, weights),
                "gemma" => GemmaReader.First(config, weights),
                "gemma2" => GemmaReader.Second(config, weights),
                "gemma3_text" => GemmaReader.Third(config, weights),
                "gemma3" => GemmaReader.Third(config.Section("text_config")!, weights),
                "chatglm" => ChatGlmReader.Read(config, weights),
                "baichuan" => BaichuanReader.Read(config, weights),
                "gpt2" => Gpt2Reader.Read(config, weights),
                var other => throw new NotSupportedException($"the reference has no architecture {other}"),
            }
        );
    }

    /// <summary>The logits that follow each position.</summary>
    /// <param name="ids">Tokens.</param>
    /// <param name="rotaryLength">
    /// The length that chooses the rotary frequencies where they depend on one (dynamic, longrope, first-generation Qwen); by default
    /// the number of tokens.
    /// </param>
    public double[][] Logits(IReadOnlyList<int> ids, int? rotaryLength = null) =>
        decoder.Logits(ids, rotaryLength ?? ids.Count);
}
