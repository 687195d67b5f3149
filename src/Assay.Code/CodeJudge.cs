using System.Collections.Concurrent;
using System.Diagnostics;
using Assay.Code.Languages;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code;

/// <summary>Judges programs in a sandbox, so many at once, and remembers verdicts.</summary>
public sealed class CodeJudge : ICodeJudge
{
    private const int Attempts = 3;
    private readonly Func<CancellationToken, Task<ISandbox>> open;
    private readonly VerdictCache? cache;
    private readonly int parallel;
    private readonly SemaphoreSlim places;
    private readonly SemaphoreSlim opening = new(1);
    private readonly ConcurrentDictionary<string, ILanguage> languages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<string>> versions = new(StringComparer.Ordinal);
    private ISandbox? sandbox;
    private SandboxException? refusal;

    /// <summary>Creates a judge.</summary>
    /// <param name="open">Opens the sandbox, once, when it is first needed.</param>
    /// <param name="parallel">How many programs run at once; 0 for one for each processor.</param>
    /// <param name="cacheFolder">Where verdicts are remembered; null for nowhere.</param>
    public CodeJudge(Func<CancellationToken, Task<ISandbox>> open, int parallel = 0, string? cacheFolder = null)
    {
        this.open = open;
        this.parallel = parallel > 0 ? parallel : Environment.ProcessorCount;
        places = new SemaphoreSlim(this.parallel);
        cache = cacheFolder is null ? null : new VerdictCache(cacheFolder);
    }

    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["cpp", "go", "java", "js", "python"];

    /// <summary>What this machine has for each language.</summary>
    public static async Task<IReadOnlyList<LanguageTools>> ToolsAsync(CancellationToken cancellationToken = default)
    {
        var all = new List<LanguageTools>();
        foreach (var name in Languages)
        {
            await using var language = Open(name, new NoSandbox(), 1);
            var remedy = Missing(language);
            cancellationToken.ThrowIfCancellationRequested();
            all.Add(
                new(
                    name,
                    remedy is null ? (await AskVersionAsync(language).ConfigureAwait(false)).Split('\n')[0] : null,
                    remedy
                )
            );
        }
        return all;
    }

    /// <inheritdoc/>
    public async ValueTask<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var inside = await SandboxAsync(cancellationToken).ConfigureAwait(false);
        var language = languages.GetOrAdd(task.Language, name => Open(name, inside, parallel));
        var key = cache is null
            ? null
            : VerdictCache.Key(task, await VersionOf(task.Language, language).ConfigureAwait(false));
        return await JudgeAsync(key, token => language.JudgeAsync(task, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CodeVerdict> JudgeAsync(ProgramTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var runner = new ProgramRunner(await SandboxAsync(cancellationToken).ConfigureAwait(false));
        var key = cache is null ? null : VerdictCache.Key(task);
        return await JudgeAsync(key, token => runner.JudgeAsync(task, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<CodeVerdict> JudgeAsync(
        string? key,
        Func<CancellationToken, Task<CodeVerdict>> run,
        CancellationToken cancellationToken
    )
    {
        if (key is not null && cache!.Find(key) is { } known)
        {
            return known;
        }
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var verdict = new CodeVerdict(CodeOutcome.SandboxFault);
            for (var attempt = 0; attempt < Attempts && verdict.Outcome == CodeOutcome.SandboxFault; attempt++)
            {
                verdict = await TryAsync(run, cancellationToken).ConfigureAwait(false);
            }
            if (key is not null)
            {
                cache!.Add(key, verdict);
            }
            return verdict;
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string?> LacksAsync(string language, CancellationToken cancellationToken = default) =>
        await RefusalAsync(cancellationToken).ConfigureAwait(false) is { } refused ? refused
        : !Languages.Contains(language, StringComparer.Ordinal)
            ? $"programs in {language} cannot be run by this version; it runs {string.Join(", ", Languages)}"
        : Missing(languages.GetOrAdd(language, name => Open(name, sandbox!, parallel)));

    /// <inheritdoc/>
    public async ValueTask<string?> LacksAsync(
        IReadOnlyList<string> programs,
        CancellationToken cancellationToken = default
    )
    {
        if (await RefusalAsync(cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }
        var missing = programs.Where(program => ProgramPaths.Find(program) is null).ToList();
        return missing.Count == 0 ? null : $"{string.Join(", ", missing)} not found below /usr; install it there";
    }

    /// <summary>Why there is no sandbox; null where there is one.</summary>
    private async Task<string?> RefusalAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SandboxAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SandboxException e)
        {
            return e.Remedy is null ? e.Message : $"{e.Message}; {e.Remedy}";
        }
    }

    private static string? Missing(ILanguage language)
    {
        var missing = language.Tools.Where(tool => ProgramPaths.Find(tool.Program) is null).ToList();
        return missing.Count == 0
            ? null
            : $"{string.Join(", ", missing.Select(tool => tool.Program))} not installed; apt-get install {string.Join(' ', missing.Select(tool => tool.Package).Distinct())}";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var language in languages.Values)
        {
            await language.DisposeAsync().ConfigureAwait(false);
        }
        places.Dispose();
        opening.Dispose();
    }

    private static async Task<CodeVerdict> TryAsync(
        Func<CancellationToken, Task<CodeVerdict>> run,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await run(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SandboxException or IOException)
        {
            return new(CodeOutcome.SandboxFault, e.Message);
        }
    }

    private static ILanguage Open(string name, ISandbox sandbox, int parallel) =>
        name switch
        {
            "cpp" => new Cpp(sandbox),
            "go" => new Go(sandbox),
            "java" => new Java(sandbox, parallel),
            "js" => new JavaScript(sandbox, parallel),
            "python" => new Python(sandbox, parallel),
            _ => throw new InputException(
                $"programs of the language '{name}' cannot be run",
                remedy: DidYouMean.Hint(name, Languages)
            ),
        };

    private async Task<ISandbox> SandboxAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return refusal is not null
                ? throw refusal
                : sandbox ??= await open(cancellationToken).ConfigureAwait(false);
        }
        catch (SandboxException e)
        {
            refusal = e;
            throw;
        }
        finally
        {
            opening.Release();
        }
    }

    private Task<string> VersionOf(string name, ILanguage language) =>
        versions.GetOrAdd(name, _ => AskVersionAsync(language));

    private static async Task<string> AskVersionAsync(ILanguage language)
    {
        var start = new ProcessStartInfo(
            ProgramPaths.Find(language.Version[0]) ?? language.Version[0],
            language.Version.Skip(1)
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (await output.ConfigureAwait(false) + await errors.ConfigureAwait(false)).Trim();
    }
}

/// <summary>What a machine has for a language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Version">What its tool says of itself; null where it is missing.</param>
/// <param name="Remedy">What to install; null where nothing is missing.</param>
public sealed record LanguageTools(string Language, string? Version, string? Remedy);
