using System.Diagnostics;
using System.Text;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>The real program, started by the real launcher in an empty folder of its own.</summary>
internal sealed class AssayProgram : IDisposable
{
    /// <summary>The launcher at the repository's root.</summary>
    public static string Launcher { get; } =
        Path.Combine(RepositoryRoot.Path, OperatingSystem.IsWindows() ? "assay.cmd" : "assay");

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> environment = new(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = null,
        ["ASSAY_API_KEY"] = null,
        ["OPENAI_BASE_URL"] = null,
        ["NO_COLOR"] = "1",
        // A test that reaches for a hub says so.
        ["ASSAY_OFFLINE"] = "1",
        ["HF_TOKEN"] = null,
        ["HF_ENDPOINT"] = null,
    };

    public AssayProgram() => environment["ASSAY_HOME"] = folder["home"];

    /// <summary>Where the program runs.</summary>
    public string Folder => folder.Path;

    /// <summary>A path in that folder.</summary>
    public string this[string relative] => folder[relative];

    /// <summary>Writes a file there.</summary>
    public string Write(string relative, string text) => folder.Write(relative, text);

    /// <summary>Sets a variable of the program's environment; null removes it.</summary>
    public AssayProgram With(string variable, string? value)
    {
        environment[variable] = value;
        return this;
    }

    /// <summary>Runs the program to its end.</summary>
    public async Task<Outcome> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Starts the program.</summary>
    public RunningProgram Start(params IEnumerable<string> arguments) => StartOther(Launcher, arguments);

    /// <summary>Starts another program in the same place, such as one that starts this one.</summary>
    public RunningProgram StartOther(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>The one run folder below <c>outputs</c>.</summary>
    public string Run() => Runs().Single();

    /// <summary>The run folders below <c>outputs</c>, the oldest first.</summary>
    public List<string> Runs() =>
        Directory.Exists(folder["outputs"])
            ? [.. Directory.GetDirectories(folder["outputs"]).Order(StringComparer.Ordinal)]
            : [];

    public void Dispose() => folder.Dispose();
}
