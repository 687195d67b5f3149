using System.Collections.Immutable;
using Assay.Models;
using Assay.Repositories;
using Assay.Runs;

namespace Assay.Backends;

/// <summary>The backends there are, and which of them a model's name means.</summary>
public static class ModelBackends
{
    private static readonly OpenAiBackend OpenAi = new();
    private static readonly LocalBackend Local = new();
    private static readonly TinyBackend Tiny = new();

    /// <summary>All of them.</summary>
    public static ImmutableArray<IModelBackend> All { get; } =
    [Tiny, Local, OpenAi, new OllamaBackend(), new ReplayBackend(), new BaselineBackend()];

    /// <summary>Makes the model that a plan names.</summary>
    /// <exception cref="InputException">No backend fits.</exception>
    public static IModel Create(string name, EvalPlan plan, string? apiKey, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(plan);
        if (WithScheme(name) is { } found)
        {
            RefuseTemplate(name, plan);
            return found.Backend.Create(new ModelSpec(found.Name, plan, apiKey, time));
        }
        if (plan.EvalType is { } type)
        {
            switch (EvalTypes.Parse(type))
            {
                case EvalTypes.Kind.Mock:
                    return new BaselineBackend().Create(new ModelSpec("random", plan, apiKey, time));
                case EvalTypes.Kind.Server when OpenAiBackend.AddressOf(plan) is null:
                    throw new InputException(
                        $"'{type}' needs the server's address",
                        "--eval-type",
                        "give --api-url http://HOST:PORT/v1 (or set OPENAI_BASE_URL)"
                    );
            }
        }
        if (OpenAiBackend.AddressOf(plan) is not null)
        {
            RefuseTemplate(name, plan);
            return OpenAi.Create(new ModelSpec(name, plan, apiKey, time));
        }
        if (name == TinyBackend.Name)
        {
            return Tiny.Create(new ModelSpec(name, plan, apiKey, time));
        }
        if (LocalBackend.Find(name, plan) is not null || LooksLikePath(name))
        {
            return Local.Create(new ModelSpec(name, plan, apiKey, time));
        }
        throw new InputException(
            "neither a folder, nor a downloaded model, nor a server to ask",
            $"model '{name}'",
            $"{Pull(name, plan)}give --api-url http://HOST:PORT/v1 (or set OPENAI_BASE_URL), the path of a model folder, or a backend: "
                + string.Join(
                    ", ",
                    All.Where(backend => backend.Scheme is not null).Select(backend => backend.Form).Prepend(Tiny.Form)
                )
        );
    }

    /// <summary>The repository that a name means at a hub; null where it means something else, or is on this machine.</summary>
    internal static string? RepositoryOf(string name, EvalPlan plan) =>
        IsRepository(name)
        && WithScheme(name) is null
        && !(plan.EvalType is { } type && EvalTypes.Parse(type) is EvalTypes.Kind.Mock or EvalTypes.Kind.Server)
        && OpenAiBackend.AddressOf(plan) is null
        && LocalBackend.Find(name, plan) is null
            ? name
            : null;

    private static bool IsRepository(string name) => name.Contains('/', StringComparison.Ordinal) && HubId.IsOne(name);

    private static string Pull(string name, EvalPlan plan) =>
        IsRepository(name) && HubName.Parse(plan.ModelHub, "--model-hub") is not Hub.Local
            ? $"fetch it with 'assay models pull {name} --model-hub {plan.ModelHub}', "
            : "";

    private static void RefuseTemplate(string name, EvalPlan plan)
    {
        if (plan.ChatTemplate is not null)
        {
            throw new InputException(
                $"model '{name}' does not run in process, and what runs it puts chats into its own template",
                "--chat-template",
                "leave it out, or name a model folder and no server"
            );
        }
    }

    private static bool LooksLikePath(string name) =>
        name.StartsWith('.') || name.StartsWith('/') || name.StartsWith('~');

    /// <summary>Loads a model folder, or the small model that comes along.</summary>
    /// <exception cref="InputException">There is none of that name, or it cannot be run.</exception>
    public static IModel CreateLocal(string name, EvalPlan plan)
    {
        IModelBackend backend = name == TinyBackend.Name ? Tiny : Local;
        return backend.Create(new ModelSpec(name, plan, null, TimeProvider.System));
    }

    private static (IModelBackend Backend, string Name)? WithScheme(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && All.FirstOrDefault(backend => backend.Scheme == name[..colon]) is { } backend
            ? (backend, name[(colon + 1)..])
            : null;
    }
}
