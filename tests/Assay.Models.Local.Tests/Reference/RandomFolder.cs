using System.Text.Json.Nodes;
using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Plans;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>A small model folder in the hubs' layout with random weights, the same for the same seed.</summary>
public sealed record RandomFolder
{
    /// <summary>The text of <c>config.json</c>; its sizes decide the tensors.</summary>
    public required string Config { get; init; }

    /// <summary>How the numbers are stored; written to <c>torch_dtype</c> too.</summary>
    public TensorType Type { get; init; }

    /// <summary>The number of safetensors files; more than one come with an index.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>What stands before every tensor's name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Seed of the numbers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Names and shapes of further tensors that a reader has to pass over.</summary>
    public IReadOnlyDictionary<string, int[]> Bystanders { get; init; } = new Dictionary<string, int[]>();

    /// <summary>Writes <c>config.json</c> and the weights into a folder, which is made where it is missing.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteConfig(folder);
        var random = new Random(Seed);
        var planned = PlanOf(ModelConfig.Parse(Config))
            .Select(tensor => tensor with { Name = Prefix + tensor.Name })
            .Concat(Bystanders.Select(tensor => new PlannedTensor(tensor.Key, tensor.Value, 1)));
        SafetensorsWriter.Write(folder, [.. planned.Select(tensor => Fill(tensor, random))], Shards);
    }

    /// <summary>Writes <c>config.json</c> alone.</summary>
    public void WriteConfig(string folder)
    {
        var config = JsonNode.Parse(Config)!;
        config["torch_dtype"] = Type.TorchName();
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
    }

    private static IEnumerable<PlannedTensor> PlanOf(ModelConfig config) =>
        config.Text("model_type") switch
        {
            "llama" or "mistral" or "qwen2" or "qwen3" => LlamaPlan.Of(config),
            "gemma" or "gemma2" or "gemma3_text" => LlamaPlan.Of(config),
            "gemma3" => LlamaPlan.Of(config.Section("text_config")!),
            "internlm2" => FusedPlans.InternLm2(config),
            "phi3" => FusedPlans.Phi3(config),
            "baichuan" => FusedPlans.Baichuan(config),
            "chatglm" => OtherPlans.ChatGlm(config),
            "qwen" => OtherPlans.Qwen(config),
            "gpt2" => OtherPlans.Gpt2(config),
            var other => throw new NotSupportedException($"no plan for {other}"),
        };

    private Tensor Fill(PlannedTensor planned, Random random)
    {
        var values = new double[planned.Shape.Aggregate(1, (product, size) => product * size)];
        // An even spread of this half-width has the deviation asked for, and is the same bits on every machine.
        var half = planned.Deviation * Math.Sqrt(3);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = planned.Centre + (half * ((2 * random.NextDouble()) - 1));
        }
        return new Tensor(planned.Name, planned.Shape, Type, values);
    }
}
