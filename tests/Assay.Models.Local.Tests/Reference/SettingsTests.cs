using Assay.Testing;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>An engine that overlooks a setting must be found out: the setting changes the logits by far more than the tolerance.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("llama, biases, explicit head size, three shards", """{ "attention_bias": false }""")]
    [InlineData("llama, biases, explicit head size, three shards", """{ "mlp_bias": false }""")]
    [InlineData("llama, one key-value head, large base (Yi)", """{ "rope_theta": 10000 }""")]
    [InlineData("llama 3.1 scaling, bfloat16", """{ "rope_scaling": null }""")]
    [InlineData("llama, linear scaling", """{ "rope_scaling": null }""")]
    [InlineData("llama, yarn", """{ "rope_scaling": null }""")]
    [InlineData("llama, yarn", """{ "rope_scaling": { "type": "linear", "factor": 4 } }""")]
    [InlineData("llama, dynamic scaling beyond its context", """{ "rope_scaling": null }""")]
    [InlineData("llama, rope_parameters", """{ "rope_parameters": { "rope_type": "default", "rope_theta": 50000 } }""")]
    [InlineData("llama, rope_parameters", """{ "rope_parameters": { "rope_type": "linear", "factor": 2 } }""")]
    [InlineData("mistral, window of five", """{ "sliding_window": null }""")]
    [InlineData("mistral, window of five", """{ "sliding_window": 6 }""")]
    [InlineData("qwen2, window switched off", """{ "use_sliding_window": true }""")]
    [InlineData("qwen2, window from the second layer on", """{ "use_sliding_window": false }""")]
    [InlineData("qwen2, window from the second layer on", """{ "max_window_layers": 2 }""")]
    [InlineData("qwen2, window from the second layer on", """{ "max_window_layers": 0 }""")]
    [InlineData("qwen2, yarn", """{ "rope_scaling": null }""")]
    [InlineData("qwen3, tied head, layer types", """{ "layer_types": null }""")]
    [InlineData("qwen 1, queries that grow beyond the trained length", """{ "use_logn_attn": false }""")]
    [InlineData("qwen 1, base that grows beyond the trained length", """{ "use_dynamic_ntk": false }""")]
    [InlineData("gemma2, caps and windows", """{ "attn_logit_softcapping": 50 }""")]
    [InlineData("gemma2, caps and windows", """{ "final_logit_softcapping": 30 }""")]
    [InlineData("gemma2, caps and windows", """{ "query_pre_attn_scalar": 32 }""")]
    [InlineData("gemma2, caps and windows", """{ "sliding_window": 6 }""")]
    [InlineData("gemma2, bfloat16, layer types", """{ "layer_types": null }""")]
    [InlineData("gemma3, one layer of six sees everything", """{ "sliding_window_pattern": 7 }""")]
    [InlineData("gemma3, one layer of six sees everything", """{ "rope_local_base_freq": 1000000 }""")]
    [InlineData("gemma3, one layer of six sees everything", """{ "rope_theta": 10000 }""")]
    [InlineData("gemma3, one layer of six sees everything", """{ "query_pre_attn_scalar": 16 }""")]
    [InlineData("gemma3, layer types and rope_parameters", """{ "layer_types": null }""")]
    [InlineData("gemma3, layer types and rope_parameters", """{ "rope_parameters": null }""")]
    [InlineData("phi3, window of five", """{ "sliding_window": null }""")]
    [InlineData("phi3, longrope within the original context", """{ "rope_scaling": null }""")]
    [InlineData("phi3, longrope within the original context", """{ "original_max_position_embeddings": 4 }""")]
    [InlineData("phi3, longrope beyond the original context", """{ "original_max_position_embeddings": 40 }""")]
    [InlineData("internlm2, biases", """{ "bias": false }""")]
    [InlineData("chatglm3", """{ "add_qkv_bias": false }""")]
    [InlineData("chatglm3, longer context", """{ "rope_ratio": 1 }""")]
    public void A_setting_changes_the_logits(string name, string changes)
    {
        var one = ArchitectureCases.Named(name);
        one.Folder.Write(folder.Path);
        var before = ReferenceModel.Load(folder.Path).Logits(one.Ids);
        one.With(changes).Folder.WriteConfig(folder.Path);

        var after = ReferenceModel.Load(folder.Path).Logits(one.Ids);

        Assert.True(before[^1].Zip(after[^1], (x, y) => Math.Abs(x - y)).Max() > 0.01);
    }

    [Theory]
    [InlineData("mistral, window of five")]
    [InlineData("phi3, window of five")]
    [InlineData("gemma2, caps and windows")]
    [InlineData("gemma3, one layer of six sees everything")]
    public void One_layer_with_a_window_of_five_sees_the_last_five_tokens_and_no_more(string name)
    {
        var one = ArchitectureCases.Named(name).With("""{ "num_hidden_layers": 1 }""");
        one.Folder.Write(folder.Path);
        var model = ReferenceModel.Load(folder.Path);
        var ids = one.Ids;
        var last = model.Logits(ids)[^1];

        Assert.Equal(last, Logits(6));
        Assert.NotEqual(last, Logits(5));

        double[] Logits(int changedFromTheEnd)
        {
            var changed = one.Ids;
            changed[^changedFromTheEnd] = (changed[^changedFromTheEnd] + 1) % ArchitectureCases.Vocabulary;
            return model.Logits(changed)[^1];
        }
    }
}
