using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models.Replay;

/// <summary>
/// Answers that somebody has already paid for. A recording is a JSONL file (packed with gzip or not), a line an answer:
/// <code>
/// {"dataset": "gsm8k", "subset": "main", "index": 0, "text": "…"}
/// {"dataset": "mmlu", "subset": "virology", "index": 7, "likelihoods": [{"logprob": -3.2, "tokens": 2, "greedy": false}, …]}
/// {"dataset": "gsm8k", "subset": "main", "index": 1, "error": "…"}
/// </code>
/// <list type="bullet">
/// <item><c>dataset</c>: a benchmark's name or alias; <c>subset</c>: may be left out where the data set has only one. Upper and
/// lower case do not matter.</item>
/// <item><c>index</c>: zero-based row of the subset's evaluation split in file order; <c>repeat</c>: which of several answers, from 0
/// on.</item>
/// <item><c>likelihoods</c>: in the order of the choices; <c>tokens</c> and <c>greedy</c> may be left out.</item>
/// <item><c>reasoning</c>, <c>finish_reason</c>, <c>usage {prompt_tokens, completion_tokens}</c> may stand beside; a null counts as
/// left out; other keys are ignored.</item>
/// <item>A line may have both <c>text</c> and <c>likelihoods</c>; an <c>error</c> counts before either. Of two lines for one answer
/// the later counts.</item>
/// </list>
/// A run folder of Assay, or one of its prediction files, is a recording too. A sample without a line fails; so does a repeat without
/// one, since nobody can know whether the model would have said the same again.
/// </summary>
public sealed class ReplayModel : ILikelihoodModel
{
    private readonly Recording recording;
    private readonly string path;

    private ReplayModel(Recording recording, string path, string name)
    {
        this.recording = recording;
        this.path = path;
        Identity = new ModelIdentity($"replay:{name}", "replay")
        {
            Details = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create("content", recording.ContentHash)]
            ),
            Cacheable = false,
        };
    }

    /// <summary>
    /// <c>replay:NAME</c>. The name is the file's without folder, <c>.jsonl</c> and <c>.gz</c>, or the one behind <c>#</c>; for a run
    /// folder the recorded model's. The detail <c>content</c> is a hash of what was recorded, so that a changed recording makes a new
    /// run.
    /// </summary>
    public ModelIdentity Identity { get; }

    /// <summary>Opens a recording and checks every line of it.</summary>
    /// <param name="path">
    /// <c>FILE</c>; <c>FILE#NAME</c> to call it otherwise (two files of one name have to be told apart to be in one run);
    /// <c>RUN_FOLDER</c>; <c>RUN_FOLDER#MODEL</c> where the run has several models.
    /// </param>
    /// <exception cref="InputException">There is no such recording, or a line of it is no recorded answer: names file, line and
    /// column. Damaged lines of a run folder are passed over, as in resuming the run.</exception>
    public static ReplayModel Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var source = RecordingSource.Find(path);
        return new ReplayModel(Recording.Load(source), path, source.Name);
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">The recording has nothing but texts and only log-likelihoods are needed, or the
    /// other way round.</exception>
    public ValueTask PrepareAsync(ModelNeeds needs, CancellationToken cancellationToken)
    {
        var texts = recording.Kinds.HasFlag(RecordedKinds.Text);
        var likelihoods = recording.Kinds.HasFlag(RecordedKinds.Likelihoods);
        if (needs is ModelNeeds.Likelihood && texts && !likelihoods)
        {
            throw new InputException("the recording has texts, no log-likelihoods", path, SetMode("generate"));
        }
        if (needs is not ModelNeeds.None && !needs.HasFlag(ModelNeeds.Likelihood) && likelihoods && !texts)
        {
            throw new InputException("the recording has log-likelihoods, no texts", path, SetMode("likelihood"));
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(
            Find(request.Origin).Text
                ?? throw Rejected($"the sample was recorded with log-likelihoods; {SetMode("likelihood")}")
        );
    }

    /// <inheritdoc/>
    public ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var scores =
            Find(request.Origin).Likelihoods
            ?? throw Rejected($"the sample was recorded with a text; {SetMode("generate")}");
        return scores.Choices.Length == request.Continuations.Length
            ? ValueTask.FromResult(scores)
            : throw Rejected(
                $"the sample was recorded with {scores.Choices.Length} log-likelihoods, {request.Continuations.Length} are needed"
            );
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        recording.Dispose();
        return ValueTask.CompletedTask;
    }

    private RecordedAnswer Find(RequestOrigin origin)
    {
        RecordedAnswer? answer;
        try
        {
            answer = recording.Find(origin.Sample, origin.Repeat);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
                        or IOException
            )
        {
            throw Rejected($"the recorded answer cannot be read ({e.Message.TrimEnd('.')})", e);
        }
        return answer is null ? throw Rejected("no recorded answer")
            : answer.Error is { } error ? throw Rejected(error)
            : answer;
    }

    private static string SetMode(string mode) => $"set mode={mode} in --dataset-args";

    private static ModelException Rejected(string message, Exception? inner = null) =>
        new(message, ModelFailure.Rejected, inner);
}
