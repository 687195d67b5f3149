using Assay.Models;
using Polly;
using Polly.Retry;

namespace Assay.Runs.Asking;

/// <summary>
/// Asks one model, again where a failure may pass: exponential back-off with jitter, or as long as the server asks. An overloaded
/// server is given four times as many chances as a failing one.
/// </summary>
public sealed class Asker
{
    private const int PatienceWhenOverloaded = 4;
    private static readonly ResiliencePropertyKey<CancellationToken> GiveUp = new("give-up");
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    private readonly IModel model;
    private readonly AdaptiveLimiter limiter;
    private readonly IRunObserver observer;
    private readonly ResiliencePipeline retries;

    /// <param name="model">The model.</param>
    /// <param name="limiter">Told when the server is overloaded.</param>
    /// <param name="policy">How often, and how long apart.</param>
    /// <param name="observer">Told of each retry.</param>
    /// <param name="time">The clock.</param>
    public Asker(IModel model, AdaptiveLimiter limiter, RetryPolicy policy, IRunObserver observer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.model = model;
        this.limiter = limiter;
        this.observer = observer;
        if (policy.MaxRetries == 0)
        {
            retries = ResiliencePipeline.Empty;
            return;
        }
        var options = new RetryStrategyOptions
        {
            MaxRetryAttempts = policy.MaxRetries * PatienceWhenOverloaded,
            ShouldHandle = args =>
                new(
                    !args.Context.Properties.GetValue(GiveUp, default).IsCancellationRequested
                        && args.Outcome.Exception switch
                        {
                            ModelException { Failure: ModelFailure.Overloaded } => true,
                            ModelException { Failure: ModelFailure.Transient } => args.AttemptNumber
                                < policy.MaxRetries,
                            _ => false,
                        }
                ),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = policy.FirstDelay,
            MaxDelay = LongestDelay,
            DelayGenerator = args => new((args.Outcome.Exception as ModelException)?.RetryAfter),
            OnRetry = args =>
            {
                Tell((ModelException)args.Outcome.Exception!, args.RetryDelay);
                return default;
            },
        };
        retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(options)
            .Build();
    }

    /// <summary>Asks.</summary>
    /// <param name="request">What.</param>
    /// <param name="giveUp">When cancelled, a request that fails is not asked again.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="ModelException">No answer, after all retries.</exception>
    public async ValueTask<ModelAnswer> AskAsync(
        ModelRequest request,
        CancellationToken giveUp,
        CancellationToken cancellationToken
    )
    {
        ModelException failure;
        try
        {
            // Nearly every request succeeds at once: it need not pay for the way through the retries.
            return await AskOnceAsync(request, cancellationToken);
        }
        catch (ModelException e)
        {
            failure = e;
        }
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(GiveUp, giveUp);
        try
        {
            var first = true;
            return await retries.ExecuteAsync(
                context =>
                {
                    if (!first)
                    {
                        return AskOnceAsync(request, context.CancellationToken);
                    }
                    first = false;
                    return ValueTask.FromException<ModelAnswer>(failure);
                },
                context
            );
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<ModelAnswer> AskOnceAsync(ModelRequest request, CancellationToken cancellationToken) =>
        request switch
        {
            GenerateRequest generate => await model.GenerateAsync(generate, cancellationToken),
            LikelihoodRequest likelihood when model is ILikelihoodModel scorer => await scorer.ScoreAsync(
                likelihood,
                cancellationToken
            ),
            _ => throw new ModelException($"{model.Identity.Name} gives no log-likelihoods", ModelFailure.Fatal),
        };

    private void Tell(ModelException failure, TimeSpan delay)
    {
        if (failure.Failure is ModelFailure.Overloaded)
        {
            limiter.Overloaded(failure.RetryAfter);
        }
        observer.On(new Retrying(model.Identity.Name, failure.Message, delay));
    }
}

/// <summary>How often a request that failed in passing is asked again.</summary>
/// <param name="MaxRetries">At most this often; 0 or more.</param>
/// <param name="FirstDelay">The first wait; doubles each time.</param>
public sealed record RetryPolicy(int MaxRetries, TimeSpan FirstDelay);
