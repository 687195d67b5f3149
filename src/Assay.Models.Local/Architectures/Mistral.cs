using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>Mistral 7B and Nemo (arXiv:2310.06825): Llama with a sliding window where <c>sliding_window</c> is set.</summary>
internal sealed class Mistral : Llama
{
    public override ImmutableArray<string> Types => ["mistral"];

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer) =>
        base.Attention(config, shape, layer) with
        {
            Window = config.Has("sliding_window") ? config.Int("sliding_window") : null,
        };
}
