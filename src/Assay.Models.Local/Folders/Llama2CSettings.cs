using System.Buffers;
using System.Text.Json;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Folders;

/// <summary>Says the header of a llama2.c checkpoint in the hubs' words.</summary>
internal static class Llama2CSettings
{
    /// <summary>The architecture's name: Llama, but for the order of the rotated numbers.</summary>
    public const string ModelType = "llama2c";

    /// <summary>What <c>config.json</c> would say; what the header leaves out is fixed in llama2.c's <c>run.c</c>.</summary>
    public static ModelConfig Of(Llama2CSizes sizes, string file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model_type", ModelType);
            json.WriteNumber("hidden_size", sizes.Width);
            json.WriteNumber("intermediate_size", sizes.Hidden);
            json.WriteNumber("num_hidden_layers", sizes.Layers);
            json.WriteNumber("num_attention_heads", sizes.Heads);
            json.WriteNumber("num_key_value_heads", sizes.KeyValueHeads);
            json.WriteNumber("vocab_size", sizes.Vocabulary);
            json.WriteNumber("max_position_embeddings", sizes.Context);
            json.WriteBoolean("tie_word_embeddings", sizes.SharedHead);
            json.WriteString("hidden_act", "silu");
            json.WriteNumber("rms_norm_eps", 1e-5);
            json.WriteNumber("rope_theta", 10000.0);
            json.WriteNumber("bos_token_id", 1);
            // Training set stories one after another with the first token between them, so either ends one.
            json.WriteStartArray("eos_token_id");
            json.WriteNumberValue(1);
            json.WriteNumberValue(2);
            json.WriteEndArray();
            json.WriteString("torch_dtype", "float32");
            json.WriteEndObject();
        }
        return ModelConfig.Parse(buffer.WrittenMemory, file);
    }
}
