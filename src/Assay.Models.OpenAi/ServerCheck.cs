using Assay.Models.OpenAi.Echo;

namespace Assay.Models.OpenAi;

/// <summary>Finds out, before a run spends anything, whether the server is there, knows the model, and can do what is needed.</summary>
internal sealed class ServerCheck(OpenAiClient client, string model, EchoScorer scorer)
{
    private const int Attempts = 4;
    private const int NamesShown = 20;

    /// <exception cref="InputException">It is not, does not, or cannot.</exception>
    public async ValueTask RunAsync(ModelNeeds needs, CancellationToken cancellationToken)
    {
        await CheckModelAsync(cancellationToken);
        if (needs.HasFlag(ModelNeeds.Likelihood))
        {
            await CheckLikelihoodAsync(cancellationToken);
        }
    }

    private async ValueTask CheckModelAsync(CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> names;
        try
        {
            names = await client.ListModelsAsync(cancellationToken);
        }
        catch (ModelException e) when (e.Unreachable)
        {
            throw new InputException(e.Message, remedy: "start the server or correct --api-url", inner: e);
        }
        catch (ModelException e) when (e.Failure is ModelFailure.Fatal)
        {
            throw new InputException(e.Message, remedy: e.Remedy, inner: e);
        }
        catch (ModelException)
        {
            // No list now; the run asks again what fails in passing.
            return;
        }
        if (names.Count > 0 && !names.Any(name => name == model || name == "models/" + model))
        {
            throw new InputException($"{client.Address} has no model '{model}'", "--model", Hint(names));
        }
    }

    private string Hint(IReadOnlyCollection<string> names)
    {
        if (names.Count <= NamesShown)
        {
            return DidYouMean.Hint(model, names);
        }
        var near = DidYouMean.Nearest(model, names) is { } name ? $"did you mean '{name}'? " : "";
        var first = names.Order(StringComparer.Ordinal).Take(NamesShown);
        return $"{near}known: {string.Join(", ", first)} and {names.Count - NamesShown} more";
    }

    private async ValueTask CheckLikelihoodAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await scorer.ProbeAsync(cancellationToken);
                return;
            }
            catch (ModelException e)
                when (e.Failure is ModelFailure.Transient or ModelFailure.Overloaded && attempt < Attempts)
            {
                await Task.Delay(e.RetryAfter ?? TimeSpan.FromSeconds(attempt), client.Time, cancellationToken);
            }
            catch (ModelException e)
            {
                throw new InputException(
                    $"{client.Address} gives no log-probabilities of a prompt ({e.Message})",
                    $"model '{model}'",
                    "run with \"mode\": \"generate\" in --dataset-args, or serve the model by one that has completions with echo and logprobs (vLLM, llama-cpp-python)",
                    e
                );
            }
        }
    }
}
