using System.Buffers.Binary;
using Assay.Models.Local.Tests.Reference.Files;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>
/// The shared model stories260K as a hub's folder. llama2.c turns adjacent numbers of a head where the hub's Llama turns numbers half a
/// head apart; so the rows of queries and keys are put in the hub's order.
/// </summary>
public static class Stories260K
{
    /// <summary>Below the shared data.</summary>
    public const string Source = "datasets/models/stories260K";

    private const string Config = """
        {
          "architectures": ["LlamaForCausalLM"],
          "attention_bias": false,
          "bos_token_id": 1,
          "eos_token_id": [1, 2],
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 172,
          "max_position_embeddings": 512,
          "model_type": "llama",
          "num_attention_heads": 8,
          "num_hidden_layers": 5,
          "num_key_value_heads": 4,
          "rms_norm_eps": 1e-05,
          "rope_theta": 10000.0,
          "tie_word_embeddings": true,
          "torch_dtype": "float32",
          "vocab_size": 512
        }
        """;

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c>; skips the test without shared data.</summary>
    public static void WriteFolder(string folder)
    {
        var bytes = File.ReadAllBytes(Path.Combine(SharedData.Require(Source), "stories260K.bin"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), Config);
        SafetensorsWriter.Write(folder, [.. new Checkpoint(bytes).Tensors()], shards: 1);
    }

    private sealed class Checkpoint(byte[] bytes)
    {
        private const int Header = 7 * sizeof(int);

        private readonly int hidden = Int(bytes, 0);
        private readonly int inner = Int(bytes, 1);
        private readonly int layers = Int(bytes, 2);
        private readonly int heads = Int(bytes, 3);
        private readonly int groups = Int(bytes, 4);
        private readonly int tokens = Int(bytes, 5);
        private int next;

        public IEnumerable<Tensor> Tensors()
        {
            var width = hidden / heads * groups;
            IEnumerable<Tensor> all =
            [
                Take("model.embed_tokens", tokens, hidden),
                .. Layers("input_layernorm", hidden),
                .. Layers("self_attn.q_proj", hidden, hidden).Select(tensor => HubOrder(tensor, heads)),
                .. Layers("self_attn.k_proj", width, hidden).Select(tensor => HubOrder(tensor, groups)),
                .. Layers("self_attn.v_proj", width, hidden),
                .. Layers("self_attn.o_proj", hidden, hidden),
                .. Layers("post_attention_layernorm", hidden),
                .. Layers("mlp.gate_proj", inner, hidden),
                .. Layers("mlp.down_proj", hidden, inner),
                .. Layers("mlp.up_proj", inner, hidden),
                Take("model.norm", hidden),
            ];
            return all;
        }

        private Tensor[] Layers(string name, params int[] shape) =>
            [.. Enumerable.Range(0, layers).Select(layer => Take($"model.layers.{layer}.{name}", shape))];

        private Tensor Take(string name, params int[] shape)
        {
            var values = new double[shape.Aggregate(1, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(Header + (4 * next++), 4));
            }
            return new Tensor(name + ".weight", shape, TensorType.F32, values);
        }

        /// <summary>Within each head: first all even rows, then all odd ones.</summary>
        private Tensor HubOrder(Tensor tensor, int headCount)
        {
            var headSize = hidden / heads;
            var rows = Enumerable
                .Range(0, headCount)
                .SelectMany(head =>
                    Enumerable
                        .Range(0, headSize)
                        .Select(row => (head * headSize) + (2 * (row % (headSize / 2))) + (row / (headSize / 2)))
                );
            return tensor with
            {
                Values = [.. rows.SelectMany(row => tensor.Values[(row * hidden)..((row + 1) * hidden)])],
            };
        }

        private static int Int(byte[] bytes, int index) =>
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(index * sizeof(int), sizeof(int)));
    }
}
