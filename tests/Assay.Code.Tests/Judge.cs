using System.Runtime.Versioning;
using Assay.Sandbox.Bubblewrap;
using Assay.Scoring.Code;
using Assay.Testing;

namespace Assay.Code.Tests;

/// <summary>A judge with the real sandbox, for all tests of a class; tests of what this machine lacks are skipped.</summary>
[SupportedOSPlatform("linux")]
public sealed class Judge : IAsyncDisposable
{
    private readonly CodeJudge judge = new(async token => await BubblewrapSandbox.OpenAsync(token));

    /// <summary>The judge itself.</summary>
    public ICodeJudge Programs => judge;

    /// <summary>Skips a test where programs of a language cannot be run.</summary>
    public async Task RequireAsync(string language)
    {
        var lacks = await judge.LacksAsync(language, TestContext.Current.CancellationToken);
        Assert.SkipUnless(lacks is null, lacks ?? "");
    }

    /// <summary>The verdict on a program.</summary>
    public async Task<CodeVerdict> OfAsync(CodeTask task)
    {
        await RequireAsync(task.Language);
        return await judge.JudgeAsync(task, TestContext.Current.CancellationToken);
    }

    /// <summary>The verdict on a whole program.</summary>
    public async Task<CodeVerdict> OfAsync(ProgramTask task, string tool = "python3")
    {
        var lacks = await judge.LacksAsync(tool.StartsWith('.') ? [] : [tool], TestContext.Current.CancellationToken);
        Assert.SkipUnless(lacks is null, lacks ?? "");
        return await judge.JudgeAsync(task, TestContext.Current.CancellationToken);
    }

    /// <summary>The verdicts on many, so many at once as the judge allows.</summary>
    public async Task<IReadOnlyList<CodeVerdict>> OfAsync(IEnumerable<CodeTask> tasks) =>
        await Task.WhenAll(tasks.Select(OfAsync));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => judge.DisposeAsync();
}
