using Assay.Models;
using Assay.Models.Chat;

namespace Assay.Backends;

/// <summary>Models that an Ollama server has.</summary>
public sealed class OllamaBackend : IModelBackend
{
    /// <inheritdoc/>
    public string? Scheme => "ollama";

    /// <inheritdoc/>
    public string Form => "ollama:NAME";

    /// <inheritdoc/>
    public string Summary => "a model of an Ollama server at --api-url, OLLAMA_HOST or http://127.0.0.1:11434";

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Name.Length == 0)
        {
            throw new InputException(
                "no model is named",
                "--model ollama:",
                "write ollama:NAME ('ollama list' shows them)"
            );
        }
        OllamaModel.CheckOptions(spec.Plan.Generation);
        var (address, where) = spec.Plan.ApiUrl is { } given
            ? (given, "--api-url")
            : (Environment.GetEnvironmentVariable("OLLAMA_HOST"), "OLLAMA_HOST");
        return new OllamaModel(
            spec.Name,
            OllamaAddress.Parse(address, where),
            spec.Plan.Stream,
            spec.Plan.Timeout,
            spec.Time
        );
    }
}
