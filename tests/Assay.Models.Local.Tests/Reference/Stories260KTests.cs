using System.Text.Json;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>The reference against what others published and computed.</summary>
public sealed class Stories260KTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_hundred_greedy_tokens_are_those_published()
    {
        var ids = Expected("expected_greedy_200_ids.json").EnumerateArray().Select(id => id.GetInt32()).ToArray();

        var logits = Model().Logits(ids[..^1]);

        Assert.Equal(ids[1..], logits.Select(row => Array.IndexOf(row, row.Max())));
    }

    [Fact]
    public void Log_probabilities_of_continuations_are_those_expected()
    {
        var model = Model();
        foreach (var choice in Expected("expected_logprobs.json").EnumerateArray().SelectMany(Choices))
        {
            var ids = choice.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray();
            var expected = choice.GetProperty("token_logprobs").EnumerateArray().Select(p => p.GetDouble()).ToArray();

            var logits = model.Logits(ids);

            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], LogProbability(logits[i], ids[i + 1]), 1e-5);
            }
        }
    }

    private static IEnumerable<JsonElement> Choices(JsonElement context) =>
        context.GetProperty("choices").EnumerateArray();

    private static double LogProbability(double[] logits, int id)
    {
        var highest = logits.Max();
        return logits[id] - highest - Math.Log(logits.Sum(logit => Math.Exp(logit - highest)));
    }

    private static JsonElement Expected(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(SharedData.Require(Stories260K.Source), file)));

    private ReferenceModel Model()
    {
        Stories260K.WriteFolder(folder.Path);
        return ReferenceModel.Load(folder.Path);
    }
}
