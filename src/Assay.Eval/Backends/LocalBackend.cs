using System.Text.Json;
using Assay.ChatTemplates;
using Assay.Models;
using Assay.Models.Local;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;
using Assay.Prompts;
using Assay.Runs;

namespace Assay.Backends;

/// <summary>Model folders, run in process.</summary>
public sealed class LocalBackend : IModelBackend
{
    private const string Cuda = "cuda";

    // Arguments that today's platform hands to Python's loader and that say nothing here.
    private static readonly string[] Ignored = ["revision", "device_map", "precision", "threads", "context"];

    /// <inheritdoc/>
    public string? Scheme => null;

    /// <inheritdoc/>
    public string Form => "FOLDER, or the hub's ORG/NAME";

    /// <inheritdoc/>
    public string Summary => "a model folder (safetensors, ONNX, llama2.c), run in process";

    /// <summary>The folder that a name means; null where there is none.</summary>
    public static string? Find(string name, EvalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return ModelFolders.Find(name, Argument(plan, "revision"), plan.WorkDir);
    }

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var path =
            Find(spec.Name, spec.Plan)
            ?? throw new InputException(
                "there is no such folder",
                $"model '{spec.Name}'",
                "check the path; 'assay models list' shows the models of this machine"
            );
        return Open(spec.Name, path, spec.Plan);
    }

    /// <summary>Loads a folder as a plan says.</summary>
    /// <exception cref="InputException">The folder or an argument makes no sense.</exception>
    internal static LocalModel Open(string name, string path, EvalPlan plan)
    {
        if (plan.ModelArgs.Keys.Except(Ignored, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new InputException(
                $"a model folder has no argument '{unknown}'",
                "--model-args",
                DidYouMean.Hint(unknown, Ignored)
            );
        }
        CheckDevice(Argument(plan, "device_map"));
        return LocalModel.Open(
            new LocalModelOptions(name, path)
            {
                Precision = PrecisionOf(Argument(plan, "precision")),
                Threads = Count(plan, "threads") ?? 0,
                Context = Count(plan, "context"),
                Sequences = Math.Clamp(plan.BatchSize ?? 8, 1, 64),
                Template = TemplateOf(plan),
                Seed = plan.Seed,
                Revision = Argument(plan, "revision"),
            }
        );
    }

    private static ChatTemplate? TemplateOf(EvalPlan plan) =>
        plan.ChatTemplate is { } file ? ChatTemplate.Parse(ReadTemplate(file), file)
        : plan.TemplateType is { } type ? ChatTemplate.OfType(TemplateTypes.Get(type).Name)
        : null;

    private static string ReadTemplate(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the template cannot be read", file, "give --chat-template a Jinja file");
        }
    }

    // Weights of 16 bits are computed in 32 by the CPU, so 'auto' changes nothing that is stored.
    private static Precision PrecisionOf(string? name) =>
        name switch
        {
            null or "auto" => Precision.Float32,
            _ => Precisions.Parse(name, "--model-args precision"),
        };

    private static void CheckDevice(string? device)
    {
        if (device is null or "auto" or "cpu")
        {
            return;
        }
        throw device.StartsWith(Cuda, StringComparison.Ordinal)
            ? new InputException(
                $"'{device}' needs ONNX Runtime's GPU package, which this build has not",
                "--model-args device_map",
                "give device_map=cpu, or serve the folder (vLLM, llama.cpp) and give --api-url"
            )
            : new InputException($"unknown device '{device}'", "--model-args device_map", "give auto, cpu or cuda:N");
    }

    internal static string? Argument(EvalPlan plan, string key) =>
        plan.ModelArgs.TryGetValue(key, out var value)
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : value.GetRawText()
            : null;

    private static int? Count(EvalPlan plan, string key) =>
        Argument(plan, key) is not { } text ? null
        : int.TryParse(text, out var count) && count > 0 ? count
        : throw new InputException(
            $"{key} must be a whole number above 0, not '{text}'",
            "--model-args",
            "for example threads=2"
        );
}
