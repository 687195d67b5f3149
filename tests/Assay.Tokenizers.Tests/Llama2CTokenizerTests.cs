using System.Text.Json;
using Assay.Testing;

namespace Assay.Tokenizers.Tests;

public sealed class Llama2CTokenizerTests
{
    private static Llama2CTokenizer Stories() =>
        Llama2CTokenizer.Open(SharedData.Require("datasets/models/stories260K/tok512.bin"), 512);

    [Fact]
    public void The_ids_of_stories260K_are_the_published_ones()
    {
        var tokenizer = Stories();
        using var expected = JsonDocument.Parse(
            File.ReadAllText(SharedData.Require("datasets/models/stories260K/expected_logprobs.json"))
        );
        foreach (var entry in expected.RootElement.EnumerateArray())
        {
            var context = entry.GetProperty("context").GetString()!;
            Assert.Equal(Ids(entry.GetProperty("context_ids")), tokenizer.Encode(context));
            foreach (var choice in entry.GetProperty("choices").EnumerateArray())
            {
                var text = context + choice.GetProperty("continuation").GetString();
                Assert.Equal(Ids(choice.GetProperty("ids")), tokenizer.Encode(text));
            }
        }
    }

    [Fact]
    public void The_greedy_story_decodes_to_the_published_text()
    {
        var ids = JsonSerializer.Deserialize<int[]>(
            File.ReadAllText(SharedData.Require("datasets/models/stories260K/expected_greedy_200_ids.json"))
        )!;
        var text = File.ReadAllText(SharedData.Require("datasets/models/stories260K/expected_greedy_200.txt"));

        Assert.Equal(text, Stories().Decode(ids));
    }

    [Fact]
    public void What_the_vocabulary_cannot_spell_goes_by_bytes_and_comes_back()
    {
        var tokenizer = Stories();
        var ids = tokenizer.Encode("你", addSpecial: false);

        Assert.Equal([0xE4 + 3, 0xBD + 3, 0xA0 + 3], ids.Skip(1));
        Assert.Equal("你", tokenizer.Decode(ids));
    }

    [Fact]
    public void An_empty_text_is_BOS_alone()
    {
        var tokenizer = Stories();

        Assert.Equal([1], tokenizer.Encode(""));
        Assert.True(tokenizer.AddsBos);
        Assert.Equal((1, 2, 512), (tokenizer.BosId, tokenizer.EosId, tokenizer.VocabularySize));
    }

    [Fact]
    public void Merges_take_the_best_score_first()
    {
        // "abc": "bc" scores better than "ab", so it is a + bc although ab comes first.
        using var folder = new TemporaryFolder();
        var path = Write(folder, [(" ", -9), ("a", -9), ("b", -9), ("c", -9), ("ab", -2), ("bc", -1), (" a", -5)]);
        var tokenizer = Llama2CTokenizer.Open(path);

        Assert.Equal([" a", "bc"], tokenizer.Encode("abc", addSpecial: false).Select(tokenizer.TokenText));
    }

    [Fact]
    public void A_file_for_another_vocabulary_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, [("a", 0)]);

        var error = Assert.Throws<InputException>(() => Llama2CTokenizer.Open(path, 32_000));
        Assert.Contains("260 pieces and the model 32000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(100)]
    public void A_file_that_is_cut_off_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, [("a", 0)]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        Assert.Throws<InputException>(() => Llama2CTokenizer.Open(path));
    }

    private static string Write(TemporaryFolder folder, (string Text, float Score)[] texts)
    {
        using var file = new BinaryWriter(File.Create(folder["tok.bin"]));
        file.Write(7);
        var specials = new[] { "<unk>", "\n<s>\n", "\n</s>\n" }.Concat(
            Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")
        );
        foreach (var (text, score) in specials.Select(text => (text, 0f)).Concat(texts))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            file.Write(score);
            file.Write(bytes.Length);
            file.Write(bytes);
        }
        return folder["tok.bin"];
    }

    private static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];
}
