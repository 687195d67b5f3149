using Assay.Models.Local.Tests.Engine;
using Assay.Models.Local.Tests.Reference;
using Assay.Testing;

namespace Assay.Models.Local.Tests;

/// <summary>Models whose numbers depend on how long a text is, or may be.</summary>
public sealed class LengthTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_short_continuation_is_scored_by_the_frequencies_of_its_own_length_beside_a_long_one()
    {
        await using var model = Open(CaseFolders.LongRope);
        var reference = ReferenceModel.Load(folder.Path);
        // Texts of more than 32 tokens turn by other frequencies.
        var context = Jobs.Text(30, seed: 1);
        int[][] continuations =
        [
            Jobs.Text(2, seed: 2),
            Jobs.Text(9, seed: 3),
            Jobs.Text(3, seed: 4),
            Jobs.Text(4, seed: 5),
        ];

        var scores = await model.ScoreTokensAsync(
            [.. context],
            [.. continuations.Select(text => System.Collections.Immutable.ImmutableArray.Create(text))],
            0,
            Cancellation
        );

        Assert.All(
            continuations.Zip(scores),
            one => Jobs.Same(Jobs.Expected(reference, context, one.First), one.Second)
        );
    }

    [Fact]
    public async Task A_context_that_is_made_shorter_leaves_learned_positions_over()
    {
        await using var model = Open("gpt2, names as on the hub", context: 8);

        var tokens = await model.Tokens([1, 2, 3], new() { MaxTokens = 100 });

        Assert.Equal(5, tokens.Count);
    }

    [Fact]
    public async Task A_context_cannot_be_made_longer_than_the_model_has()
    {
        await using var model = Open(CaseFolders.Plain, context: 100_000);

        Assert.Equal(128, model.ContextLength);
    }

    private LocalModel Open(string name, int? context = null)
    {
        ArchitectureCases.Named(name).Folder.Write(folder.Path);
        folder.Write("tokenizer.json", HandMadeTokenizer.Letters);
        folder.Write("tokenizer_config.json", HandMadeTokenizer.Settings);
        return LocalModel.Open(new LocalModelOptions("m", folder.Path) { Threads = 1, Context = context });
    }
}
