using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Models.OpenAi.Tests.Support;

/// <summary>Requests and models in a line.</summary>
internal static class Asking
{
    private static readonly RequestOrigin Origin = new(
        new Sample
        {
            Dataset = "test",
            Subset = "main",
            Index = 0,
            Question = "q",
            Reference = "a",
        },
        Repeat: 0,
        Candidates: [],
        Pool: new Lazy<IReadOnlyList<Sample>>(() => [])
    );

    public static GenerateRequest Chat(string question, GenerationOptions? options = null) =>
        new()
        {
            Origin = Origin,
            Messages = [new Message(Role.User, question)],
            Options = options ?? new GenerationOptions(),
        };

    public static GenerateRequest Raw(string text) => new() { Origin = Origin, Text = text };

    public static LikelihoodRequest Likelihood(string context, params string[] continuations) =>
        new()
        {
            Origin = Origin,
            Context = context,
            Continuations = [.. continuations],
        };

    public static OpenAiModel Model(
        this ModelServer server,
        string name = "tiny",
        bool stream = false,
        string? key = null,
        PhaseTimeouts? timeouts = null,
        TimeProvider? time = null,
        string? url = null
    ) =>
        new(
            new OpenAiClient(
                new OpenAiClientOptions
                {
                    Address = ServerAddress.Parse(url ?? server.Url, "test"),
                    ApiKey = key,
                    Timeouts = timeouts ?? new PhaseTimeouts(),
                    Time = time ?? TimeProvider.System,
                }
            ),
            new OpenAiModelOptions(name) { Stream = stream }
        );

    public static Task<Generated> AskAsync(this IModel model, string question = "6 × 7?") =>
        model.GenerateAsync(Chat(question), TestContext.Current.CancellationToken).AsTask();

    public static Task<ModelException> FailAsync(this IModel model) =>
        Assert.ThrowsAsync<ModelException>(() => model.AskAsync());

    public static Task PrepareAsync(this IModel model, ModelNeeds needs = ModelNeeds.Chat) =>
        model.PrepareAsync(needs, TestContext.Current.CancellationToken).AsTask();

    public static Task<InputException> RefuseAsync(this IModel model, ModelNeeds needs = ModelNeeds.Chat) =>
        Assert.ThrowsAsync<InputException>(() => model.PrepareAsync(needs));
}
