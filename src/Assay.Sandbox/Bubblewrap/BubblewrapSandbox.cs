using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Assay.Sandbox.Processes;

namespace Assay.Sandbox.Bubblewrap;

/// <summary>
/// Programs in namespaces of their own by <c>bubblewrap</c>: own users, files, processes and network; the system's programs read-only,
/// a work folder in memory; no capabilities; a filter of system calls; limits by rlimits and, where the machine has them, by control
/// groups. Works as root, who first becomes nobody, and as an ordinary user.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class BubblewrapSandbox : ISandbox
{
    /// <summary>The work folder inside.</summary>
    public const string WorkFolder = "/work";

    private const string Nobody = "65534";

    // Joins the groups, then becomes the program: the files of status and filter are opened here, before rights are given up.
    private const string Entry = """
        IFS='
        '
        for door in $DOORS; do echo $$ >"$door" || exit 125; done
        exec "$@" 8>"$STATUS" 9<"$CALLS"
        """;

    private readonly string bubblewrap;
    private readonly string prlimit;
    private readonly string? setpriv;
    private readonly string? filter;

    private BubblewrapSandbox(string bubblewrap, string prlimit, string? setpriv, string? filter)
    {
        (this.bubblewrap, this.prlimit, this.setpriv, this.filter) = (bubblewrap, prlimit, setpriv, filter);
    }

    /// <inheritdoc/>
    public string Name => "bubblewrap";

    /// <inheritdoc/>
    public string Description =>
        string.Join(
            ", ",
            "namespaces",
            setpriv is null ? "an ordinary user" : "root becomes nobody",
            filter is null ? "no filter of system calls for this processor" : "filter of system calls",
            ControlGroup.Kind is { } kind
                ? $"control groups ({kind})"
                : "no control groups, so memory is bounded by process"
        );

    /// <summary>Finds what it needs and tries it once.</summary>
    /// <exception cref="SandboxException">This machine has no bubblewrap, or does not let it make namespaces; with the remedy.</exception>
    public static async Task<BubblewrapSandbox> OpenAsync(CancellationToken cancellationToken = default)
    {
        SandboxPlace.SweepUp();
        var sandbox = new BubblewrapSandbox(
            Find("bwrap", "bubblewrap"),
            Find("prlimit", "util-linux"),
            Environment.IsPrivilegedProcess ? Find("setpriv", "util-linux") : null,
            WriteFilter()
        );
        await sandbox.TryAsync(cancellationToken).ConfigureAwait(false);
        return sandbox;
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
        var group = ControlGroup.Take(limits);
        var place = SandboxPlace.Make(command.Files, group);
        try
        {
            var start = new ProcessStartInfo("/bin/sh", Arguments(command, limits, place, isBounded: group is not null))
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            start.Environment.Clear();
            start.Environment["PATH"] = ProgramPaths.Path;
            start.Environment["DOORS"] = group is null ? "" : string.Join('\n', group.Doors);
            start.Environment["STATUS"] = place.StatusFile;
            start.Environment["CALLS"] = filter ?? "/dev/null";
            return new RunningProgram(await ProcessStarter.StartAsync(start).ConfigureAwait(false), limits, place);
        }
        catch
        {
            place.Leave();
            throw;
        }
    }

    private List<string> Arguments(SandboxCommand command, SandboxLimits limits, SandboxPlace place, bool isBounded)
    {
        List<string> all = ["-c", Entry, "sandbox"];
        if (setpriv is not null)
        {
            all.AddRange([setpriv, "--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups", "--"]);
        }
        all.AddRange([bubblewrap, "--unshare-all", "--unshare-user", "--disable-userns"]);
        all.AddRange(["--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", Nobody, "--gid", Nobody]);
        all.AddRange(["--hostname", "sandbox", "--json-status-fd", "8"]);
        if (filter is not null)
        {
            all.AddRange(["--seccomp", "9"]);
        }
        all.AddRange(SystemFolders.Arguments);
        all.AddRange(["--proc", "/proc", "--dev", "/dev"]);
        all.AddRange(["--size", Number(limits.Scratch), "--tmpfs", "/tmp"]);
        foreach (var folder in command.Shared)
        {
            all.AddRange(["--ro-bind", folder, folder]);
        }
        all.AddRange(["--size", Number(limits.Scratch), "--tmpfs", WorkFolder, "--chdir", WorkFolder]);
        foreach (var file in command.Files)
        {
            all.AddRange(["--ro-bind", place.HostPath(file), $"{WorkFolder}/{file.Path}"]);
        }
        // Shared memory is a file system too, and the root must not take files.
        all.AddRange([
            "--size",
            Number(limits.Scratch),
            "--tmpfs",
            "/dev/shm",
            "--remount-ro",
            "/dev",
            "--remount-ro",
            "/",
        ]);
        all.AddRange(["--clearenv", "--setenv", "PATH", ProgramPaths.Path, "--setenv", "HOME", WorkFolder]);
        all.AddRange(["--setenv", "LANG", "C.UTF-8"]);
        foreach (var (name, value) in command.Environment)
        {
            all.AddRange(["--setenv", name, value]);
        }
        all.AddRange(["--", prlimit, "--core=0", "--fsize=" + Number(limits.Scratch)]);
        all.AddRange(["--nofile=" + Number(limits.OpenFiles), "--nproc=" + Number(limits.Processes)]);
        if (limits.ProcessorTime is { } time)
        {
            // The first is asked to end, a second later it must.
            var seconds = (long)Math.Ceiling(time.TotalSeconds);
            all.Add($"--cpu={Number(seconds)}:{Number(seconds + 1)}");
        }
        if (!isBounded)
        {
            // Without a control group, what each process can write to; what runtimes only reserve does not count.
            all.Add("--data=" + Number(limits.Memory));
        }
        if (limits.AddressSpace is { } space)
        {
            all.Add("--as=" + Number(space));
        }
        all.Add("--");
        all.AddRange(command.Arguments);
        return all;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var outcome = await ((ISandbox)this)
            .RunAsync(new("/usr/bin/true"), new SandboxLimits(), cancellationToken)
            .ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            var why = outcome.Errors.Trim().Split('\n')[^1];
            throw new SandboxException(
                $"bubblewrap cannot make a sandbox here ({(why.Length > 0 ? why : outcome.End.ToString())})",
                "allow namespaces to ordinary users: sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces above 0, "
                    + "and on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0; in a container, start it with --security-opt seccomp=unconfined"
            );
        }
    }

    private static string Find(string program, string package) =>
        ProgramPaths.Find(program)
        ?? throw new SandboxException($"{program} is not installed", $"install it: apt-get install {package}");

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The filter is the same for every program, so it is one file for as long as this process lives.</summary>
    private static string? WriteFilter()
    {
        if (SeccompFilter.ForThisMachine() is not { } calls)
        {
            return null;
        }
        return SandboxPlace.WriteShared("calls.bpf", calls);
    }
}
