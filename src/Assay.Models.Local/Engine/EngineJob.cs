using System.Collections.Immutable;
using System.Threading.Channels;
using Assay.Models.Local.Generation;

namespace Assay.Models.Local.Engine;

/// <summary>What the engine is asked to do.</summary>
internal abstract class EngineJob(CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Tells who waits that nothing will come.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>Continue a prompt until the reader is satisfied or the limit is reached.</summary>
internal sealed class GenerateJob(
    int[] prompt,
    int limit,
    Sampler sampler,
    IReadOnlySet<int> ends,
    IReadOnlySet<int> banned,
    int top,
    CancellationToken cancellation
) : EngineJob(cancellation)
{
    private readonly Channel<TokenScore> tokens = Channel.CreateUnbounded<TokenScore>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );
    private volatile bool enough;

    public int[] Prompt { get; } = prompt;

    /// <summary>The most new tokens.</summary>
    public int Limit { get; } = limit;

    public Sampler Sampler { get; } = sampler;

    /// <summary>Tokens that end the text.</summary>
    public IReadOnlySet<int> Ends { get; } = ends;

    /// <summary>Tokens that are never chosen.</summary>
    public IReadOnlySet<int> Banned { get; } = banned;

    /// <summary>How many of the best tokens are told with each; -1 for not even its log-probability.</summary>
    public int Top { get; } = top;

    /// <summary>New tokens so far.</summary>
    public int Made { get; private set; }

    /// <summary>The tokens as they come.</summary>
    public ChannelReader<TokenScore> Tokens => tokens.Reader;

    /// <summary>Whether nobody wants more.</summary>
    public bool Abandoned => enough || Cancellation.IsCancellationRequested;

    /// <summary>The reader wants no more.</summary>
    public void Stop() => enough = true;

    /// <summary>Hands a token over; gives whether more are to come.</summary>
    public bool Give(TokenScore token)
    {
        Made++;
        tokens.Writer.TryWrite(token);
        var more = !Ends.Contains(token.Id) && Made < Limit;
        if (!more)
        {
            tokens.Writer.TryComplete();
        }
        return more;
    }

    public void Complete() => tokens.Writer.TryComplete();

    /// <summary>Nobody wants more; whoever cancelled must not take what there is for the whole.</summary>
    public void Abandon()
    {
        if (Cancellation.IsCancellationRequested)
        {
            Fail(new OperationCanceledException(Cancellation));
        }
        else
        {
            Complete();
        }
    }

    public override void Fail(Exception reason) => tokens.Writer.TryComplete(reason);
}

/// <summary>Score continuations of a context.</summary>
internal sealed class ScoreJob(
    int[] context,
    ImmutableArray<int[]> continuations,
    int top,
    CancellationToken cancellation
) : EngineJob(cancellation)
{
    private readonly TaskCompletionSource<ImmutableArray<ImmutableArray<TokenScore>>> result = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>One token at least.</summary>
    public int[] Context { get; } = context;

    /// <summary>The tokens to score behind the context.</summary>
    public ImmutableArray<int[]> Continuations { get; } = continuations;

    /// <summary>How many of the best tokens are told with each.</summary>
    public int Top { get; } = top;

    /// <summary>The most tokens that are run in a row: the context and a continuation but for its last token.</summary>
    public int Length { get; } = context.Length + Math.Max(0, continuations.Max(text => text.Length) - 1);

    /// <summary>A score for each token of each continuation.</summary>
    public Task<ImmutableArray<ImmutableArray<TokenScore>>> Result => result.Task;

    public void Complete(ImmutableArray<ImmutableArray<TokenScore>> scores) => result.TrySetResult(scores);

    public override void Fail(Exception reason)
    {
        if (reason is OperationCanceledException)
        {
            result.TrySetCanceled(Cancellation);
        }
        else
        {
            result.TrySetException(reason);
        }
    }
}
