using System.Collections.Concurrent;
using Assay.Models;

namespace Assay.Tests.Runs;

/// <summary>Answers sums rightly (or as a test says) and remembers what it was asked.</summary>
internal sealed class CountingModel(Func<string, int, Generated>? answer = null) : IModel
{
    private readonly ConcurrentDictionary<string, int> asked = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Asked => asked;

    public int Total => asked.Values.Sum();

    public ModelIdentity Identity { get; init; } = new("adder", "test");

    public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        var question = request.Messages[^1].Text;
        var times = asked.AddOrUpdate(question, 1, static (_, count) => count + 1);
        return new(answer is null ? Right(request) : answer(question, times));
    }

    public ValueTask DisposeAsync() => default;

    private static Generated Right(GenerateRequest request) =>
        new(request.Origin.Sample.Reference) { Usage = new TokenUsage(5, 1) };
}
