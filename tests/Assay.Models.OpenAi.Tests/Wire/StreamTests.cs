using System.Text;
using Assay.Models.OpenAi.Tests.Support;
using CsCheck;

namespace Assay.Models.OpenAi.Tests.Wire;

public sealed class StreamTests
{
    private const string Done = "data: [DONE]\n\n";

    private static string Delta(string content) =>
        $$$"""data: {"choices":[{"index":0,"delta":{"content":"{{{content}}}"},"finish_reason":null}]}""" + "\n\n";

    [Fact]
    public async Task Any_cutting_of_the_same_bytes_gives_the_same_answer()
    {
        var whole = Encoding.UTF8.GetBytes(
            "\uFEFF: keep-alive\r\n\r\nevent: message\r\n"
                + Delta("Ça 😀").ReplaceLineEndings("\r\n")
                + "id: 7\n"
                + Delta(" 答え")
                + "retry: 5\r\r"
                + """data: {"choices":[{"delta":{"reasoning_content":"weil"}}]}"""
                + "\n\n"
                + """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"""
                + "\n\n"
                + """data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}"""
                + "\n\n"
                + Done
        );
        var cuts = Gen.Int[0, whole.Length].Array[0, 60];

        await cuts.SampleAsync(async places =>
        {
            var answer = await ReadAsync(Cut(whole, places));
            return (answer.Text, answer.Reasoning, answer.FinishReason, answer.Usage)
                == ("Ça 😀 答え", "weil", "stop", new TokenUsage(3, 2));
        });
    }

    [Fact]
    public async Task A_stream_read_byte_by_byte_is_whole()
    {
        var bytes = Encoding.UTF8.GetBytes(Delta("é") + Delta("😀") + Done);

        Assert.Equal("é😀", (await ReadAsync(bytes.Select(x => new[] { x }))).Text);
    }

    [Fact]
    public async Task One_event_over_several_data_lines_is_one_document()
    {
        var answer = await ReadAsync("data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"x\"}}]}\n\n" + Done);

        Assert.Equal("x", answer.Text);
    }

    [Fact]
    public async Task Events_without_choices_are_passed_over()
    {
        var answer = await ReadAsync(
            """data: {"prompt_filter_results":[]}""" + "\n\n" + """data: {"choices":[]}""" + "\n\n" + Delta("x") + Done
        );

        Assert.Equal("x", answer.Text);
    }

    [Fact]
    public async Task A_finish_reason_ends_an_answer_as_well_as_done_does()
    {
        var answer = await ReadAsync(
            Delta("x") + """data: {"choices":[{"delta":{},"finish_reason":"length"}]}""" + "\n\n"
        );

        Assert.Equal(("x", "length"), (answer.Text, answer.FinishReason));
    }

    [Theory]
    [InlineData("")]
    [InlineData(": comment only\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"looks whole.\"}}]}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"looks whole.\"}}]}\n\ndata: [DO")]
    public async Task A_stream_that_ends_without_its_end_is_cut(string stream)
    {
        var failure = await Assert.ThrowsAsync<ModelException>(() => ReadAsync(stream));

        Assert.Equal(ModelFailure.Transient, failure.Failure);
    }

    [Fact]
    public async Task Any_true_prefix_of_a_stream_fails_as_cut()
    {
        var whole = Encoding.UTF8.GetBytes(Delta("one") + Delta(" two") + Done);

        await Gen.Int[0, whole.Length - 2]
            .SampleAsync(async length =>
            {
                var failure = await Assert.ThrowsAsync<ModelException>(() => ReadAsync([whole[..length]]));
                return failure.Failure is ModelFailure.Transient;
            });
    }

    [Fact]
    public async Task Garbage_between_events_may_pass()
    {
        var failure = await Assert.ThrowsAsync<ModelException>(() => ReadAsync(Delta("a") + "data: {oops\n\n" + Done));

        Assert.Equal(ModelFailure.Transient, failure.Failure);
    }

    [Fact]
    public async Task An_endless_answer_is_stopped_at_the_limit()
    {
        var event1k = Encoding.UTF8.GetBytes(Delta(new string('x', 1000)));
        using var client = new FakeConnection(() => new PieceStream(Enumerable.Repeat(event1k, 1000))).Client(
            largest: 10_000
        );

        var failure = await Assert.ThrowsAsync<ModelException>(() => CompleteAsync(client));

        Assert.Equal(ModelFailure.Rejected, failure.Failure);
        Assert.Contains("longer than 10000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_document_is_stopped_at_the_limit()
    {
        var connection = new FakeConnection(
            () => new PieceStream(Enumerable.Repeat(new byte[4096], 1000)),
            "application/json"
        );
        using var client = connection.Client(largest: 10_000);

        var failure = await Assert.ThrowsAsync<ModelException>(() => CompleteAsync(client));

        Assert.Equal(ModelFailure.Rejected, failure.Failure);
    }

    [Fact]
    public async Task The_observer_is_told_of_every_event_in_order()
    {
        var told = new List<ExchangeEvent>();
        var stream = """data: {"choices":[{"delta":{"role":"assistant","content":""}}]}""" + "\n\n" + Delta("x") + Done;
        using var client = new FakeConnection(() => new MemoryStream(Encoding.UTF8.GetBytes(stream))).Client();

        await CompleteAsync(client, (happening, _) => told.Add(happening));

        Assert.Equal(
            [
                ExchangeEvent.Started,
                ExchangeEvent.Headers,
                ExchangeEvent.Event,
                ExchangeEvent.Event,
                ExchangeEvent.Content,
                ExchangeEvent.Ended,
            ],
            told
        );
    }

    private static IEnumerable<byte[]> Cut(byte[] whole, int[] places)
    {
        var start = 0;
        foreach (var place in places.Append(whole.Length).Order())
        {
            yield return whole[start..place];
            start = place;
        }
    }

    private static Task<Completion> ReadAsync(string stream) => ReadAsync([Encoding.UTF8.GetBytes(stream)]);

    private static async Task<Completion> ReadAsync(IEnumerable<byte[]> pieces)
    {
        using var client = new FakeConnection(() => new PieceStream(pieces)).Client();
        return await CompleteAsync(client);
    }

    private static async Task<Completion> CompleteAsync(OpenAiClient client, ExchangeObserver? observer = null) =>
        await client.CompleteAsync(
            "chat/completions",
            "{}"u8.ToArray(),
            observer,
            TestContext.Current.CancellationToken
        );
}
