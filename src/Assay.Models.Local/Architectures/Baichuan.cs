using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Baichuan 7B and Baichuan2 7B (arXiv:2309.10305): Llama with one fused projection for queries, keys and values; the second's logits are
/// products with rows of length one. The 13B models, which use ALiBi, are not known.
/// </summary>
internal sealed class Baichuan : Llama
{
    private const int SecondVocabulary = 125_696;
    private const int LargeHidden = 5120;

    public override ImmutableArray<string> Types => ["baichuan"];

    protected override int DefaultContext => 4096;

    protected override bool UnitRows(ModelConfig config) => config.Int("vocab_size") == SecondVocabulary;

    protected override HeadShape Shape(ModelConfig config)
    {
        if (config.Int("hidden_size") == LargeHidden)
        {
            throw config.Refuse(
                "hidden_size",
                "is that of the 13B model, whose positions (ALiBi) are not known",
                "run the 7B model"
            );
        }
        return base.Shape(config);
    }

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var fused = Project($"model.layers.{layer}.self_attn.W_pack");
        var width = shape.Heads * shape.Size;
        return base.Attention(config, shape, layer) with
        {
            Query = Slice(fused, 0, width),
            Key = Slice(fused, width, width),
            Value = Slice(fused, 2 * width, width),
        };
    }
}
