using System.Security.Cryptography;
using System.Text;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code;

/// <summary>
/// Verdicts by the content of program, checks and limits, the tools' version and this program's. A file each: what is written is whole,
/// and any process may read it. Time-outs, want of memory and faults of the sandbox are not remembered, since another run may end better.
/// </summary>
internal sealed class VerdictCache(string folder)
{
    private static readonly string Ours = typeof(VerdictCache).Module.ModuleVersionId.ToString();

    public static string Key(CodeTask task, string version)
    {
        string[] parts =
        [
            Ours,
            version,
            task.Language,
            task.EntryPoint,
            task.Prompt,
            task.Declaration,
            task.Answer.Text,
            task.Answer.IsWhole ? "whole" : "part",
            task.Test,
            $"{task.Time.Ticks}",
            $"{task.Memory}",
        ];
        return Digest(parts);
    }

    /// <summary>The key of a program; the tools that its commands begin with are told by their files.</summary>
    public static string Key(ProgramTask task) =>
        Digest([
            Ours,
            "program",
            .. new[] { task.Build, task.Run }.Select(Tool),
            .. task.Files.SelectMany(file => new[] { file.Key, file.Value }),
            task.Build ?? "",
            task.Run,
            .. task.Cases.SelectMany(one => new[] { one.Input, one.Output is null ? "" : "=" + one.Output }),
            task.Exact ? "exact" : "words",
            $"{task.Time.Ticks}",
            $"{task.Memory}",
        ]);

    private static string Tool(string? command) =>
        ProgramPaths.Find((command ?? "").TrimStart().Split(' ')[0]) is { } path
        && new FileInfo(path) is var file
        && (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true } target
            ? $"{target.FullName} {target.Length} {target.LastWriteTimeUtc.Ticks}"
            : "";

    private static string Digest(string[] parts)
    {
        // Lengths keep apart what runs together.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public CodeVerdict? Find(string key)
    {
        try
        {
            var lines = File.ReadAllText(PathOf(key)).Split('\n', 2);
            return Enum.TryParse<CodeOutcome>(lines[0], out var outcome)
                ? new(outcome, lines.Length > 1 && lines[1].Length > 0 ? lines[1] : null)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Add(string key, CodeVerdict verdict)
    {
        if (
            verdict.Outcome
            is not (CodeOutcome.Passed or CodeOutcome.Wrong or CodeOutcome.CompileError or CodeOutcome.RuntimeError)
        )
        {
            return;
        }
        try
        {
            var path = PathOf(key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var whole = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
            File.WriteAllText(whole, $"{verdict.Outcome}\n{verdict.Detail}");
            File.Move(whole, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time, not a verdict.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key[2..]);
}
