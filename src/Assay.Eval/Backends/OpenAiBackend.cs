using System.Collections.Immutable;
using Assay.Models;
using Assay.Models.OpenAi;
using Assay.Runs;

namespace Assay.Backends;

/// <summary>Models behind OpenAI-compatible servers.</summary>
public sealed class OpenAiBackend : IModelBackend
{
    // Arguments by which a user says that a server's model is another one, though its name is the same.
    private static readonly string[] TellingArguments = ["revision", "precision"];

    /// <inheritdoc/>
    public string? Scheme => null;

    /// <inheritdoc/>
    public string Form => "NAME, with --api-url http://HOST:PORT/v1";

    /// <inheritdoc/>
    public string Summary => "any OpenAI-compatible server; the key from --api-key, ASSAY_API_KEY or OPENAI_API_KEY";

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (url, where) =
            AddressOf(spec.Plan) ?? throw new InputException("no server to ask", "--api-url", "give its address");
        CheckExtra(spec.Plan);
        var client = new OpenAiClient(
            new OpenAiClientOptions
            {
                Address = ServerAddress.Parse(url, where),
                ApiKey = spec.ApiKey ?? Variable("ASSAY_API_KEY") ?? Variable("OPENAI_API_KEY"),
                Timeouts = spec.Plan.Timeout is { } total ? PhaseTimeouts.WithTotal(total) : new PhaseTimeouts(),
                Time = spec.Time,
            }
        );
        return new OpenAiModel(
            client,
            new OpenAiModelOptions(spec.Name) { Stream = spec.Plan.Stream, Details = Details(spec.Plan) }
        );
    }

    /// <summary>The server's address and where it was given; null where none was.</summary>
    internal static (string Url, string Where)? AddressOf(EvalPlan plan) =>
        plan.ApiUrl is { } given ? (given, "--api-url")
        : Variable("OPENAI_BASE_URL") is { } set ? (set, "OPENAI_BASE_URL")
        : null;

    private static void CheckExtra(EvalPlan plan)
    {
        if (plan.Generation.Extra.Keys.FirstOrDefault(OpenAiModel.OwnFields.Contains) is { } field)
        {
            throw new InputException(
                $"'{field}' is set by Assay itself",
                "--generation-config",
                "leave it out (--stream streams, --repeats asks several times)"
            );
        }
    }

    private static ImmutableSortedDictionary<string, string> Details(EvalPlan plan) =>
        plan
            .ModelArgs.Where(argument => TellingArguments.Contains(argument.Key, StringComparer.Ordinal))
            .ToImmutableSortedDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.Ordinal);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
