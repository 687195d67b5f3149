using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>Files of karpathy/llama2.c: Llama whose positions turn pairs of neighbours.</summary>
internal sealed class Llama2C : Llama
{
    public override ImmutableArray<string> Types => ["llama2c"];

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var attention = base.Attention(config, shape, layer);
        return attention with { Rotary = attention.Rotary! with { AdjacentPairs = true } };
    }
}
