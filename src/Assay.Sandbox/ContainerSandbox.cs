using System.Diagnostics;
using System.Globalization;
using Assay.Sandbox.Processes;

namespace Assay.Sandbox;

/// <summary>
/// Programs in containers by the command line of Docker or Podman: no network, no capabilities, the root read-only, the host's
/// <c>/usr</c> in place of the image's, so that tools are the same as elsewhere and any small image will do.
/// </summary>
public sealed class ContainerSandbox : ISandbox
{
    /// <summary>The image, which only lends its root folder; <c>ASSAY_SANDBOX_IMAGE</c> names another.</summary>
    public const string DefaultImage = "debian:stable-slim";

    private const string WorkFolder = "/work";
    private readonly string engine;
    private readonly string image;

    private ContainerSandbox(string engine, string image) => (this.engine, this.image) = (engine, image);

    /// <inheritdoc/>
    public string Name => "container";

    /// <inheritdoc/>
    public string Description => $"{Path.GetFileName(engine)}, image {image}";

    /// <summary>Finds an engine and tries it once.</summary>
    /// <exception cref="SandboxException">There is none, it does not answer, or it lacks the image.</exception>
    public static async Task<ContainerSandbox> OpenAsync(CancellationToken cancellationToken = default)
    {
        var program =
            ProgramPaths.Find("podman")
            ?? ProgramPaths.Find("docker")
            ?? throw new SandboxException(
                "neither podman nor docker is installed",
                "install one: apt-get install podman"
            );
        var own = Environment.GetEnvironmentVariable("ASSAY_SANDBOX_IMAGE");
        var sandbox = new ContainerSandbox(program, string.IsNullOrEmpty(own) ? DefaultImage : own);
        var outcome = await ((ISandbox)sandbox)
            .RunAsync(new("/usr/bin/true"), new SandboxLimits { Time = TimeSpan.FromMinutes(1) }, cancellationToken)
            .ConfigureAwait(false);
        return outcome.Succeeded
            ? sandbox
            : throw new SandboxException(
                $"{Path.GetFileName(program)} cannot run a container ({outcome.Errors.Trim().Split('\n')[^1]})",
                $"start its service, and fetch the image: {Path.GetFileName(program)} pull {sandbox.image}"
            );
    }

    /// <inheritdoc/>
    public async ValueTask<RunningProgram> StartAsync(
        SandboxCommand command,
        SandboxLimits limits,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Directory.CreateTempSubdirectory("assay-container-").FullName;
        var name = Path.GetFileName(folder);
        foreach (var file in command.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken).ConfigureAwait(false);
        }
        var start = new ProcessStartInfo(engine, Arguments(command, limits, folder, name))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = await ProcessStarter.StartAsync(start).ConfigureAwait(false);
        return new RunningProgram(process, limits, new Place(engine, name, folder, process));
    }

    /// <summary>What the engine is told.</summary>
    internal static List<string> Arguments(
        SandboxCommand command,
        SandboxLimits limits,
        string folder,
        string name,
        string from
    )
    {
        var scratch = Number(limits.Scratch);
        List<string> all = ["run", "--rm", "--interactive", "--pull", "never", "--name", name, "--network", "none"];
        all.AddRange([
            "--read-only",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
            "--user",
            "65534:65534",
        ]);
        all.AddRange(["--memory", Number(limits.Memory), "--memory-swap", Number(limits.Memory)]);
        all.AddRange(["--pids-limit", Number(limits.Processes), "--ulimit", "core=0"]);
        all.AddRange(["--ulimit", $"fsize={scratch}", "--ulimit", $"nofile={Number(limits.OpenFiles)}"]);
        if (limits.ProcessorTime is { } time)
        {
            all.AddRange(["--ulimit", $"cpu={Number((long)Math.Ceiling(time.TotalSeconds))}"]);
        }
        all.AddRange([
            "--tmpfs",
            $"/tmp:size={scratch},mode=1777,exec",
            "--tmpfs",
            $"{WorkFolder}:size={scratch},mode=1777,exec",
        ]);
        all.AddRange(["--volume", "/usr:/usr:ro", "--workdir", WorkFolder]);
        foreach (var shared in command.Shared)
        {
            all.AddRange(["--volume", $"{shared}:{shared}:ro"]);
        }
        foreach (var file in command.Files)
        {
            all.AddRange(["--volume", $"{Path.Combine(folder, file.Path)}:{WorkFolder}/{file.Path}:ro"]);
        }
        all.AddRange(["--env", $"PATH={ProgramPaths.Path}", "--env", $"HOME={WorkFolder}", "--env", "LANG=C.UTF-8"]);
        foreach (var (key, value) in command.Environment)
        {
            all.AddRange(["--env", $"{key}={value}"]);
        }
        all.Add(from);
        all.AddRange(command.Arguments);
        return all;
    }

    private List<string> Arguments(SandboxCommand command, SandboxLimits limits, string folder, string name) =>
        Arguments(command, limits, folder, name, image);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Place(string engine, string name, string folder, Process process) : IRunningPlace
    {
        public (int? ExitCode, bool OutOfMemory) Leave()
        {
            // The command line's end is not the container's.
            using var kill = Process.Start(
                new ProcessStartInfo(engine, ["rm", "--force", name])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            kill?.WaitForExit();
            Directory.Delete(folder, recursive: true);
            const int EngineFailed = 125;
            return (process.ExitCode == EngineFailed ? null : process.ExitCode, false);
        }
    }
}
