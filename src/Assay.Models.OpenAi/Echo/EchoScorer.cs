using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models.OpenAi.Echo;

/// <summary>
/// Log-likelihoods from a server that echoes its prompt with log-probabilities. As EleutherAI/lm-evaluation-harness does through
/// <c>local-completions</c>: one token is generated and dropped, the log-probabilities behind the context are summed, and a
/// continuation is greedy when none of its tokens is less probable than the most probable one at its place.
/// </summary>
internal sealed class EchoScorer(OpenAiClient client, string model)
{
    private const string Endpoint = "completions";
    private static readonly string[] Probe = ["One two", "One three"];

    private bool takesSeveral = true;

    /// <summary>Asks for two tiny texts: both at once, and where the server cannot, one by one.</summary>
    /// <exception cref="ModelException">The server does not give a prompt's log-probabilities.</exception>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            takesSeveral = true;
            await AskAsync(Probe, cancellationToken);
        }
        catch (ModelException e) when (e.Failure is ModelFailure.Rejected)
        {
            takesSeveral = false;
            await AskAsync(Probe[..1], cancellationToken);
        }
    }

    /// <inheritdoc cref="ILikelihoodModel.ScoreAsync"/>
    public async ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = client.Time.GetTimestamp();
        var context = request.Context.TrimEnd();
        var blanks = request.Context[context.Length..];
        var texts = request.Continuations.Select(continuation => context + blanks + continuation).ToArray();
        var (echoes, usage) = await EchoAsync(texts, cancellationToken);
        int? contextTokens = null;
        var choices = ImmutableArray.CreateBuilder<Likelihood>(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            var count = PromptTokens(echoes[i]);
            var first = EchoedText.FirstOfContinuation(texts[i], context.Length, echoes[i], count);
            if (first is null && context.Length == 0)
            {
                first = 0;
            }
            if (first is null)
            {
                // Their number alone then tells how many tokens are the context's: the protocol's own definition.
                if (contextTokens is null)
                {
                    var (alone, more) = await EchoAsync([context], cancellationToken);
                    contextTokens = PromptTokens(alone[0]);
                    usage += more;
                }
                first = contextTokens;
            }
            choices.Add(Sum(echoes[i], first.Value, count));
        }
        return new Likelihoods(choices.MoveToImmutable())
        {
            Usage = usage,
            Latency = client.Time.GetElapsedTime(started),
        };
    }

    private async ValueTask<(EchoLogProbs[] Echoes, TokenUsage Usage)> EchoAsync(
        string[] texts,
        CancellationToken cancellationToken
    )
    {
        if (takesSeveral)
        {
            return await AskAsync(texts, cancellationToken);
        }
        var echoes = new EchoLogProbs[texts.Length];
        var usage = default(TokenUsage);
        for (var i = 0; i < texts.Length; i++)
        {
            var (one, more) = await AskAsync([texts[i]], cancellationToken);
            echoes[i] = one[0];
            usage += more;
        }
        return (echoes, usage);
    }

    private async ValueTask<(EchoLogProbs[] Echoes, TokenUsage Usage)> AskAsync(
        string[] texts,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.PostAsync(Endpoint, RequestJson.Echo(model, texts), Read, cancellationToken);
        var choices = answer.Choices ?? [];
        if (choices.Length != texts.Length)
        {
            throw Incomplete($"{choices.Length} answers to {texts.Length} prompts");
        }
        Array.Sort(choices, (a, b) => a.Index.CompareTo(b.Index));
        var echoes = new EchoLogProbs[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            echoes[i] = Checked(choices[i].Logprobs);
        }
        var usage = answer.Usage is { } counted
            ? new TokenUsage(counted.PromptTokens, counted.CompletionTokens)
            : default;
        return (echoes, usage);
    }

    private EchoAnswer Read(ReadOnlySpan<byte> body)
    {
        // An error in the shape of a success has no choices.
        var answer = JsonSerializer.Deserialize(body, EchoJson.Default.EchoAnswer);
        return answer is { Choices: not null } ? answer
            : Wire.ServerError.Parse(body) is { IsApiError: true } error ? throw client.Failure(error)
            : throw Incomplete("no choices");
    }

    private static EchoLogProbs Checked(EchoLogProbs? echo)
    {
        if (echo?.TokenLogprobs is not { } logProbs)
        {
            throw Incomplete("no log-probabilities");
        }
        // Without echo only the generated token comes back.
        if (logProbs.Length < 2)
        {
            throw Incomplete("log-probabilities of the generated token only");
        }
        var count = logProbs.Length;
        return
            (echo.Tokens?.Length ?? count) == count
            && (echo.TopLogprobs?.Length ?? count) == count
            && (echo.TextOffset?.Length ?? count) == count
            ? echo
            : throw Incomplete("lists of unequal length");
    }

    private static int PromptTokens(EchoLogProbs echo) => echo.TokenLogprobs!.Length - 1;

    private static Likelihood Sum(EchoLogProbs echo, int first, int end)
    {
        if (first >= end)
        {
            throw Incomplete("no token behind the context");
        }
        var sum = 0.0;
        bool? greedy = echo.TopLogprobs is null ? null : true;
        for (var i = first; i < end; i++)
        {
            if (echo.TokenLogprobs![i] is not { } logProb)
            {
                // Nothing comes before a text's first token, so it has no probability.
                greedy = i == 0 ? greedy : throw Incomplete($"no log-probability of token {i}");
                continue;
            }
            sum += logProb;
            if (greedy is not null)
            {
                greedy = echo.TopLogprobs![i] is not { } top ? null : greedy.Value && logProb >= top;
            }
        }
        return new Likelihood(sum, end - first, greedy);
    }

    private static ModelException Incomplete(string what) => new($"echo gave {what}", ModelFailure.Rejected);
}
