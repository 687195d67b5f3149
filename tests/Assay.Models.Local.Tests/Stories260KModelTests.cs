using System.Text.Json;
using Assay.Models.Local.Tests.Reference;
using Assay.Testing;

namespace Assay.Models.Local.Tests;

/// <summary>The engine against what others published of a real model, in both of its forms, alone and in company.</summary>
public sealed class Stories260KModelTests : IDisposable
{
    private const int Begin = 1;

    private readonly TemporaryFolder folder = new();

    public static MatrixTheoryData<string, int> FormsAndCompany => new(["llama2.c", "safetensors"], [1, 8]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(FormsAndCompany))]
    public async Task Two_hundred_greedy_tokens_are_those_published(string form, int company)
    {
        await using var model = Open(form);
        var ids = Read("expected_greedy_200_ids.json").EnumerateArray().Select(id => id.GetInt32()).ToArray();
        var text = File.ReadAllText(Path.Combine(SharedData.Require(Stories260K.Source), "expected_greedy_200.txt"));

        var all = await Task.WhenAll(
            Enumerable.Range(0, company).Select(_ => model.Tokens([Begin], new() { MaxTokens = ids.Length - 1 }))
        );

        foreach (var tokens in all)
        {
            Assert.Equal(ids[1..], tokens.Select(token => token.Id));
            Assert.Equal(text, string.Concat(tokens.Select(token => token.Text)));
            Assert.Equal("length", tokens[^1].FinishReason);
        }
    }

    [Theory]
    [MemberData(nameof(FormsAndCompany))]
    public async Task Log_probabilities_of_tokens_are_those_expected(string form, int company)
    {
        await using var model = Open(form);
        var cases = Read("expected_logprobs.json")
            .EnumerateArray()
            .SelectMany(context => context.GetProperty("choices").EnumerateArray())
            .Select(choice => (Ids: Ints(choice, "ids"), LogProbs: Numbers(choice, "token_logprobs")))
            .ToArray();

        foreach (var chunk in cases.Chunk(company))
        {
            var scores = await Task.WhenAll(
                chunk.Select(one =>
                    model.ScoreTokensAsync(
                        [one.Ids[0]],
                        [
                            [.. one.Ids[1..]],
                        ],
                        0,
                        Cancellation
                    )
                )
            );
            foreach (var (one, found) in chunk.Zip(scores))
            {
                Assert.Equal(one.LogProbs.Length, found[0].Length);
                Assert.All(one.LogProbs.Zip(found[0]), pair => Assert.Equal(pair.First, pair.Second.LogProb, 1e-3));
            }
        }
    }

    [Theory]
    [InlineData("llama2.c")]
    [InlineData("safetensors")]
    public async Task Log_likelihoods_of_texts_are_the_sums_behind_the_context(string form)
    {
        await using var model = Open(form);
        foreach (var context in Read("expected_logprobs.json").EnumerateArray())
        {
            var choices = context.GetProperty("choices").EnumerateArray().ToArray();
            var request = Requests.Score(
                context.GetProperty("context").GetString()!,
                [.. choices.Select(choice => choice.GetProperty("continuation").GetString()!)]
            );

            var scored = await model.ScoreAsync(request, Cancellation);

            Assert.All(
                choices.Zip(scored.Choices),
                pair => Assert.Equal(pair.First.GetProperty("sum_after_prefix").GetDouble(), pair.Second.LogProb, 1e-3)
            );
        }
    }

    [Fact]
    public async Task Several_texts_at_once_are_what_each_is_alone()
    {
        await using var model = Open("llama2.c");
        string[] prompts = ["Once upon a time", "Lily and Tom", "The big dog", "One day, a little", "A", "Mom said"];
        var alone = new List<string>();
        foreach (var prompt in prompts)
        {
            alone.Add(await Text(model, prompt));
        }

        var together = await Task.WhenAll(prompts.Select(prompt => Text(model, prompt)));

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task A_story_ends_where_the_next_begins()
    {
        await using var model = Open("llama2.c");

        var story = await model.GenerateAsync(
            Requests.Text("Once upon a time", new() { MaxTokens = 500, Temperature = 0 }),
            Cancellation
        );

        Assert.DoesNotContain("<s>", story.Text, StringComparison.Ordinal);
        Assert.True(story.FinishReason is "stop" or "length");
    }

    [Fact]
    public async Task A_word_behind_a_prompt_keeps_its_blank()
    {
        await using var model = Open("llama2.c");

        var text = await Text(model, "Once upon a");

        Assert.StartsWith(" time", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_checkpoints_in_the_folder_do_not_change_who_it_is()
    {
        var source = SharedData.Require(Stories260K.Source);
        foreach (var file in new[] { "stories260K.bin", "tok512.bin" })
        {
            File.Copy(Path.Combine(source, file), folder[file]);
        }
        await using var before = LocalModel.Open(new LocalModelOptions("stories", folder["stories260K.bin"]));
        File.Copy(folder["stories260K.bin"], folder["stories15M.bin"]);

        await using var after = LocalModel.Open(new LocalModelOptions("stories", folder["stories260K.bin"]));

        Assert.Equal(before.Identity.Details, after.Identity.Details);
    }

    private LocalModel Open(string form)
    {
        var source = SharedData.Require(Stories260K.Source);
        if (form == "llama2.c")
        {
            return LocalModel.Open(new LocalModelOptions("stories", Path.Combine(source, "stories260K.bin")));
        }
        Stories260K.WriteFolder(folder.Path);
        File.Copy(Path.Combine(source, "tok512.bin"), folder["tok512.bin"]);
        return LocalModel.Open(new LocalModelOptions("stories", folder.Path));
    }

    private static async Task<string> Text(LocalModel model, string prompt) =>
        (await model.GenerateAsync(Requests.Text(prompt, new() { MaxTokens = 40 }), Cancellation)).Text;

    private static int[] Ints(JsonElement choice, string key) =>
        [.. choice.GetProperty(key).EnumerateArray().Select(id => id.GetInt32())];

    private static double[] Numbers(JsonElement choice, string key) =>
        [.. choice.GetProperty(key).EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Read(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(SharedData.Require(Stories260K.Source), file)));
}
