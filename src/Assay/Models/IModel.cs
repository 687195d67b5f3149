using System.Collections.Immutable;

namespace Assay.Models;

/// <summary>Something that generates text.</summary>
public interface IModel : IAsyncDisposable
{
    /// <summary>Who answers. Two models with equal identities may share cached answers.</summary>
    ModelIdentity Identity { get; }

    /// <summary>
    /// Makes sure, before the first request is spent, that the model can do what a run needs of it.
    /// </summary>
    /// <exception cref="InputException">The server is not there, does not know the model, refuses the key, or cannot do
    /// what is needed.</exception>
    ValueTask PrepareAsync(ModelNeeds needs, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Answers one request. Called from several threads at once.</summary>
    /// <exception cref="ModelException">No answer could be had.</exception>
    ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken);
}

/// <summary>A model that also scores given texts.</summary>
public interface ILikelihoodModel : IModel
{
    /// <summary>Scores each continuation of the request, in order. Called from several threads at once.</summary>
    /// <exception cref="ModelException">No answer could be had.</exception>
    ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken);
}

/// <summary>What a run will ask of a model.</summary>
[Flags]
public enum ModelNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Answers to chats.</summary>
    Chat = 1,

    /// <summary>Continuations of raw text.</summary>
    RawText = 2,

    /// <summary>Log-likelihoods.</summary>
    Likelihood = 4,
}

/// <summary>Who answers.</summary>
/// <param name="Name">The name that reports show.</param>
/// <param name="Backend">The kind of backend: <c>openai</c>, <c>ollama</c>, <c>replay</c>, <c>baseline</c>, …</param>
public sealed record ModelIdentity(string Name, string Backend)
{
    /// <summary>All else that changes answers: address, revision, precision, a recording's hash. No secrets.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether an answer costs something, so that it is worth keeping across runs.</summary>
    public bool Cacheable { get; init; } = true;
}

/// <summary>Why no answer could be had; decides what happens next.</summary>
public enum ModelFailure
{
    /// <summary>May pass: a cut connection, a time-out, 5xx. Asked again.</summary>
    Transient,

    /// <summary>Too much at once: 429, 503. Asked again, later and with less at once.</summary>
    Overloaded,

    /// <summary>This request can never succeed (400, too long, no recorded answer). The sample fails.</summary>
    Rejected,

    /// <summary>No request can succeed (401, 403, unknown model, not an API). The run stops.</summary>
    Fatal,
}

/// <summary>A model gave no answer.</summary>
public sealed class ModelException(string message, ModelFailure failure, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What kind of failure this is.</summary>
    public ModelFailure Failure { get; } = failure;

    /// <summary>How long the server asks to wait (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the user can do about a fatal failure.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether the server could not be reached at all.</summary>
    public bool Unreachable { get; init; }
}
