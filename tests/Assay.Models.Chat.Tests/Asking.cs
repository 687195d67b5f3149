using Assay.Benchmarks;

namespace Assay.Models.Chat.Tests;

/// <summary>Requests in a line.</summary>
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
            Messages = [new Message(Role.System, "be brief"), new Message(Role.User, question)],
            Options = options ?? new GenerationOptions(),
        };

    public static GenerateRequest Raw(string text) => new() { Origin = Origin, Text = text };

    public static Task<Generated> AskAsync(
        this IModel model,
        string question = "6 × 7?",
        GenerationOptions? options = null
    ) => model.GenerateAsync(Chat(question, options), TestContext.Current.CancellationToken).AsTask();

    public static Task<ModelException> FailAsync(this IModel model) =>
        Assert.ThrowsAsync<ModelException>(() => model.AskAsync());

    public static Task<InputException> RefuseAsync(this IModel model, ModelNeeds needs = ModelNeeds.Chat) =>
        Assert.ThrowsAsync<InputException>(async () =>
            await model.PrepareAsync(needs, TestContext.Current.CancellationToken)
        );
}
