using Assay.Models.Local.Folders;
using Assay.Models.Local.Inspection;

namespace Assay.Models.Local.Tests.Inspection;

public sealed class SpeedTestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_context_is_filled_by_the_prompt()
    {
        var told = new List<string>();
        var options = new LocalModelOptions("tiny", ModelFolders.Tiny()) { Context = 40, Threads = 1 };

        var speed = await SpeedTest.RunAsync(options, told.Add, TimeProvider.System, Stop);

        Assert.Equal(40, speed.PromptTokens);
        Assert.True(speed.Prefill > 0);
        Assert.Equal([1, 8], speed.Decode.Select(decode => decode.Sequences));
        Assert.All(speed.Decode, decode => Assert.True(decode.TokensPerSecond > 0));
        Assert.Equal(
            [
                "loading",
                "reading a prompt of 40 tokens",
                "generating 24 tokens, 1 at once",
                "generating 24 tokens, 8 at once",
            ],
            told
        );
    }

    [Fact]
    public async Task A_context_that_holds_nothing_is_refused()
    {
        var options = new LocalModelOptions("tiny", ModelFolders.Tiny()) { Context = 3 };

        var refusal = await Assert.ThrowsAsync<InputException>(() =>
            SpeedTest.RunAsync(options, _ => { }, TimeProvider.System, Stop)
        );

        Assert.Contains("a context of 3 tokens is too short", refusal.Message);
    }
}
