using System.Buffers.Binary;
using System.Text.Json;
using Assay.Testing;
using Assay.Train.Evaluation;
using Assay.Train.Model;
using Assay.Train.Output;
using Assay.Train.Vocabulary;

namespace Assay.Train.Tests;

public sealed class ModelFolderTests
{
    [Fact]
    public void Tensors_lie_where_the_header_says()
    {
        using var weights = Rounded();
        using var file = new MemoryStream();

        SafetensorsWriter.Write(file, weights);

        var bytes = file.ToArray();
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var tensor = header.RootElement.GetProperty("model.layers.1.mlp.down_proj.weight");
        var offsets = tensor.GetProperty("data_offsets");
        var start = 8 + length + offsets[0].GetInt32();
        var layout = weights.Layout.Tensors.Single(known => known.Name == "model.layers.1.mlp.down_proj.weight");
        Assert.Equal("F16", tensor.GetProperty("dtype").GetString());
        Assert.Equal([64, 96], tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(
            weights.Values.Span[layout.Offset + 5],
            (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(start + 10))
        );
        Assert.Equal(bytes.Length, 8 + length + (2 * weights.Layout.Count));
    }

    [Fact]
    public void A_folder_has_all_files_of_a_model()
    {
        using var folder = new TemporaryFolder();
        using var weights = Rounded();

        new ModelFolder(folder.Path).Write(weights, new BytePairTokenizer([(100, 101)]));

        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_tokenizer_file_numbers_its_tokens_without_a_gap()
    {
        using var folder = new TemporaryFolder();
        using var weights = Rounded();
        var tokenizer = BytePairLearner.Learn(["a cat, a hat and a bat", "é"], 270);

        new ModelFolder(folder.Path).Write(weights, tokenizer);

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "tokenizer.json")));
        var vocabulary = json.RootElement.GetProperty("model").GetProperty("vocab");
        Assert.Equal(
            Enumerable.Range(0, tokenizer.Count),
            vocabulary.EnumerateObject().Select(token => token.Value.GetInt32())
        );
    }

    [Fact]
    public void A_continuation_scores_the_same_wherever_it_stands_in_the_list()
    {
        using var weights = Rounded(vocabulary: 320);
        var model = new TinyModel(weights, new BytePairTokenizer([]));

        var scores = model.Score("Answer:", [" A", " B", " A"]);

        Assert.Equal([2, 2, 2], scores.Select(score => score.Tokens));
        Assert.Equal(scores[0], scores[2]);
        Assert.All(scores, score => Assert.InRange(score.LogProb, -100, 0));
    }

    private static Weights<float> Rounded(int vocabulary = 64)
    {
        var weights = new Weights<float>(SmallModel.Shape(32) with { Vocabulary = vocabulary });
        weights.Initialise(1);
        SafetensorsWriter.Round(weights);
        return weights;
    }
}
