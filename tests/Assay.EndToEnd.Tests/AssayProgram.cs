using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>The real program, started by the real launcher in an empty folder of its own.</summary>
internal sealed class AssayProgram : IDisposable
{
    private static readonly string Launcher = Path.Combine(
        RepositoryRoot.Path,
        OperatingSystem.IsWindows() ? "assay.cmd" : "assay"
    );

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> environment = new(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = null,
        ["ASSAY_API_KEY"] = null,
        ["OPENAI_BASE_URL"] = null,
        ["NO_COLOR"] = "1",
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
    public string Run() => Directory.GetDirectories(folder["outputs"]).Single();

    public void Dispose() => folder.Dispose();
}

/// <summary>A program under way.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    public RunningProgram(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Outcome> EndAsync()
    {
        await process.WaitForExitAsync(Xunit.TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public void Kill() => process.Kill();

    /// <summary>Sends a signal by its name (INT, TERM).</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }
}

/// <summary>How a program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json()
    {
        Assert.True(ExitCode is 0 or 3, $"exit code {ExitCode}: {Errors}");
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>The entries of the report, the primary metrics only.</summary>
    public List<JsonElement> Primary() =>
        [.. Json().GetProperty("results").EnumerateArray().Where(x => x.GetProperty("primary").GetBoolean())];
}
