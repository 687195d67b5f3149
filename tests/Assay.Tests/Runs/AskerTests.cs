using Assay.Models;
using Assay.Runs;
using Assay.Runs.Asking;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Tests.Runs;

public sealed class AskerTests
{
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task A_failure_in_passing_is_asked_again()
    {
        await using var model = new ScriptedModel(Failing(ModelFailure.Transient), Failing(ModelFailure.Transient));

        Assert.Equal("done", await Ask(model, retries: 2));
    }

    [Fact]
    public async Task After_the_last_retry_the_failure_is_told()
    {
        await using var model = new ScriptedModel(
            Failing(ModelFailure.Transient),
            Failing(ModelFailure.Transient),
            Failing(ModelFailure.Transient)
        );

        await Assert.ThrowsAsync<ModelException>(() => Ask(model, retries: 2));
        Assert.Equal(3, model.Asked);
    }

    [Fact]
    public async Task An_overloaded_server_is_given_four_times_as_many_chances()
    {
        var refusals = Enumerable.Repeat(Failing(ModelFailure.Overloaded), 8).ToArray();
        await using var model = new ScriptedModel(refusals);

        Assert.Equal("done", await Ask(model, retries: 2));
    }

    [Theory]
    [InlineData(ModelFailure.Rejected)]
    [InlineData(ModelFailure.Fatal)]
    public async Task What_can_never_succeed_is_not_asked_again(ModelFailure failure)
    {
        await using var model = new ScriptedModel(Failing(failure));

        await Assert.ThrowsAsync<ModelException>(() => Ask(model, retries: 5));
        Assert.Equal(1, model.Asked);
    }

    [Fact]
    public async Task The_servers_own_waiting_time_is_kept()
    {
        var seen = new Events();
        await using var model = new ScriptedModel(
            new ModelException("busy", ModelFailure.Overloaded) { RetryAfter = TimeSpan.FromSeconds(17) }
        );

        await Ask(model, retries: 1, seen);

        Assert.Equal(TimeSpan.FromSeconds(17), Assert.Single(seen.OfType<Retrying>()).Delay);
    }

    [Fact]
    public async Task Who_gives_up_is_not_kept_waiting_by_retries()
    {
        await using var model = new ScriptedModel(Failing(ModelFailure.Overloaded));

        await Assert.ThrowsAsync<ModelException>(() => Ask(model, retries: 5, givenUp: true));
        Assert.Equal(1, model.Asked);
    }

    private static ModelException Failing(ModelFailure failure) => new("not now", failure);

    private async Task<string> Ask(IModel model, int retries, IRunObserver? observer = null, bool givenUp = false)
    {
        var asker = new Asker(
            model,
            new AdaptiveLimiter(1, time),
            new RetryPolicy(retries, TimeSpan.FromSeconds(1)),
            observer ?? new Events(),
            time
        );
        var request = new RequestBuilder(new GenerationOptions(), rawText: false).Build(
            TestTasks.Task(1),
            TestTasks.Sample(0),
            0
        );
        var answer = asker
            .AskAsync(request, new CancellationToken(givenUp), TestContext.Current.CancellationToken)
            .AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(120));
            await Task.Yield();
        }
        return ((Generated)await answer).Text;
    }

    private sealed class ScriptedModel(params ModelException[] failures) : IModel
    {
        public int Asked { get; private set; }

        public ModelIdentity Identity { get; } = new("scripted", "test");

        public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken) =>
            Asked++ < failures.Length ? throw failures[Asked - 1] : new(new Generated("done"));

        public ValueTask DisposeAsync() => default;
    }
}
