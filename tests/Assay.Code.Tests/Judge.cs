using System.Runtime.Versioning;
using Assay.Sandbox.Bubblewrap;
using Assay.Scoring.Code;
using Assay.Testing;

namespace Assay.Code.Tests;

/// <summary>A judge with the real sandbox; tests without one are skipped.</summary>
[SupportedOSPlatform("linux")]
internal static class Judge
{
    public static async Task<CodeJudge> OpenAsync(string language, int parallel = 0)
    {
        var judge = new CodeJudge(async token => await BubblewrapSandbox.OpenAsync(token), parallel);
        var lacks = await judge.LacksAsync(language, TestContext.Current.CancellationToken);
        Assert.SkipUnless(lacks is null, lacks ?? "");
        return judge;
    }

    public static async Task<CodeVerdict> OfAsync(CodeTask task)
    {
        await using var judge = await OpenAsync(task.Language);
        return await judge.JudgeAsync(task, TestContext.Current.CancellationToken);
    }
}
