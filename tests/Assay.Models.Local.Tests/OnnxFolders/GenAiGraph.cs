using Assay.Models.Local.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>
/// A Llama as the model builder of ONNX Runtime GenAI writes it: its own attention operator, which turns by tables in the graph and
/// reads lengths out of the mask. Cache names are those of <see cref="Config"/> only.
/// </summary>
internal static class GenAiGraph
{
    /// <summary>The text of <c>genai_config.json</c>.</summary>
    public static string Config(string filename = "model.onnx") =>
        $$"""
            {
              "model": {
                "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0, "type": "llama", "vocab_size": 97, "context_length": 96,
                "decoder": {
                  "session_options": { "log_id": "onnxruntime-genai", "provider_options": [] },
                  "filename": "{{filename}}",
                  "head_size": 16, "hidden_size": 64, "num_attention_heads": 4, "num_hidden_layers": 2, "num_key_value_heads": 2,
                  "inputs": {
                    "input_ids": "input_ids", "attention_mask": "attention_mask",
                    "past_key_names": "kept_keys_%d", "past_value_names": "kept_values_%d"
                  },
                  "outputs": { "logits": "scores", "present_key_names": "all_keys_%d", "present_value_names": "all_values_%d" }
                }
              },
              "search": { "past_present_share_buffer": true, "max_length": 96 }
            }
            """;

    /// <summary>The graph as bytes.</summary>
    public static byte[] Build(GraphParts parts)
    {
        var graph = parts.Graph;
        parts.TextInputs();
        var one = graph.Constant("one", 1);
        var counts = graph.Node("ReduceSum", ["attention_mask", one], "counts", ("keepdims", 0L));
        var int32 = (long)TensorElementType.Int32;
        graph.Node("Cast", [graph.Node("Sub", [counts, one], "lasts")], "lengths", ("to", int32));
        var width = graph.Node("Gather", [graph.Node("Shape", ["attention_mask"], "shape"), one], "width");
        graph.Node("Cast", [width], "total", ("to", int32));
        parts.Turns("cos", Math.Cos, times: 1);
        parts.Turns("sin", Math.Sin, times: 1);

        var last = parts.Decode((layer, from) => Attend(parts, layer, from));
        graph.Node("Identity", [parts.Product(last, "lm_head")], "scores");
        graph.Output("scores", TensorElementType.Float, "B", "S", parts.Vocabulary);
        return graph.Build("genai");
    }

    private static string Attend(GraphParts parts, int layer, string from)
    {
        var name = $"model.layers.{layer}.self_attn";
        foreach (var half in new[] { "keys", "values" })
        {
            parts.Graph.Input($"kept_{half}_{layer}", TensorElementType.Float, "B", parts.Groups, "P", parts.HeadSize);
            parts.Graph.Output($"all_{half}_{layer}", TensorElementType.Float, "B", parts.Groups, "T", parts.HeadSize);
        }
        var attended = parts.Graph.Node(
            "GroupQueryAttention",
            GraphBuilder.Runtime,
            [
                parts.Product(from, $"{name}.q_proj"),
                parts.Product(from, $"{name}.k_proj"),
                parts.Product(from, $"{name}.v_proj"),
                $"kept_keys_{layer}",
                $"kept_values_{layer}",
                "lengths",
                "total",
                "cos",
                "sin",
            ],
            [$"{name}.attended", $"all_keys_{layer}", $"all_values_{layer}"],
            ("num_heads", (long)parts.Heads),
            ("kv_num_heads", (long)parts.Groups),
            ("do_rotary", 1L)
        );
        return parts.Product(attended, $"{name}.o_proj");
    }
}
