using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>How programs of a language are run: one file each.</summary>
internal interface ILanguage : IAsyncDisposable
{
    /// <summary>The programs it needs, each with the Debian package that brings it.</summary>
    IReadOnlyList<(string Program, string Package)> Tools { get; }

    /// <summary>The command that prints the version of what runs the code.</summary>
    IReadOnlyList<string> Version { get; }

    /// <summary>Runs a program.</summary>
    Task<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken);
}
