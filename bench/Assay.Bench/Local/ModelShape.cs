using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Assay.Bench.Local;

/// <summary>The shape of a published model, whose weights are drawn at random: speed does not depend on them.</summary>
internal sealed record ModelShape(
    string Name,
    string Type,
    int Hidden,
    int Layers,
    int Heads,
    int Groups,
    int Inner,
    int Vocabulary
)
{
    public static ModelShape[] All { get; } =
    [
        new("SmolLM-135M", "llama", 576, 30, 9, 3, 1536, 49_152),
        new("Qwen2.5-0.5B", "qwen2", 896, 24, 14, 2, 4864, 151_936),
    ];

    /// <summary>Numbers in the products of one layer's matrices.</summary>
    private long LayerWeights =>
        (2L * Hidden * Hidden) + (2L * Hidden * Hidden / Heads * Groups) + (3L * Hidden * Inner);

    /// <summary>Numbers that one token is multiplied by, without its logits.</summary>
    public long BodyWeights => Layers * LayerWeights;

    /// <summary>Numbers that one token is multiplied by, logits included.</summary>
    public long AllWeights => BodyWeights + ((long)Hidden * Vocabulary);

    /// <summary>Writes the folder: float32, a tied head, no tokenizer.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"model_type": "{{Type}}", "hidden_size": {{Hidden}}, "num_hidden_layers": {{Layers}}, "num_attention_heads": {{Heads}},
                 "num_key_value_heads": {{Groups}}, "intermediate_size": {{Inner}}, "vocab_size": {{Vocabulary}}, "rms_norm_eps": 1e-5,
                 "max_position_embeddings": 4096, "rope_theta": 10000.0, "tie_word_embeddings": true}
                """
            )
        );
        var tensors = Tensors().ToArray();
        var header = new StringBuilder("{");
        long offset = 0;
        foreach (var (name, shape) in tensors)
        {
            var bytes = shape.Aggregate(4L, (all, size) => all * size);
            header.Append(header.Length > 1 ? "," : "").Append(JsonEncodedText.Encode(name).ToString().Insert(0, "\""));
            header.Append(
                CultureInfo.InvariantCulture,
                $"\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{offset},{offset + bytes}]}}"
            );
            offset += bytes;
        }
        header.Append('}').Append(' ', (8 - ((header.Length + 1) % 8)) % 8);
        using var file = File.Create(Path.Combine(folder, "model.safetensors"), 1 << 20);
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(Encoding.UTF8.GetBytes(header.ToString()));
        var random = new Random(1);
        var numbers = new float[1 << 16];
        foreach (var (name, shape) in tensors)
        {
            var isNorm = shape.Length == 1 && name.EndsWith("weight", StringComparison.Ordinal);
            var scale = (float)(Math.Sqrt(3.0 / shape[^1]));
            for (var left = shape.Aggregate(1L, (all, size) => all * size); left > 0; left -= numbers.Length)
            {
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = isNorm ? 1 : ((float)random.NextDouble() - 0.5f) * 2 * scale;
                }
                var count = (int)Math.Min(left, numbers.Length);
                file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan(0, count)));
            }
        }
    }

    private IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        var keys = Hidden / Heads * Groups;
        yield return ("model.embed_tokens.weight", [Vocabulary, Hidden]);
        yield return ("model.norm.weight", [Hidden]);
        for (var i = 0; i < Layers; i++)
        {
            var name = $"model.layers.{i}";
            yield return ($"{name}.input_layernorm.weight", [Hidden]);
            yield return ($"{name}.post_attention_layernorm.weight", [Hidden]);
            yield return ($"{name}.self_attn.q_proj.weight", [Hidden, Hidden]);
            yield return ($"{name}.self_attn.k_proj.weight", [keys, Hidden]);
            yield return ($"{name}.self_attn.v_proj.weight", [keys, Hidden]);
            yield return ($"{name}.self_attn.o_proj.weight", [Hidden, Hidden]);
            yield return ($"{name}.mlp.gate_proj.weight", [Inner, Hidden]);
            yield return ($"{name}.mlp.up_proj.weight", [Inner, Hidden]);
            yield return ($"{name}.mlp.down_proj.weight", [Hidden, Inner]);
            if (Type == "qwen2")
            {
                yield return ($"{name}.self_attn.q_proj.bias", [Hidden]);
                yield return ($"{name}.self_attn.k_proj.bias", [keys]);
                yield return ($"{name}.self_attn.v_proj.bias", [keys]);
            }
        }
    }
}
