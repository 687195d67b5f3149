using System.Collections.Concurrent;
using System.Globalization;
using Assay.Sandbox.Processes;

namespace Assay.Sandbox.Bubblewrap;

/// <summary>
/// A group of processes whose memory and number the kernel bounds: folders below this process's own groups, of version 2, or of
/// version 1 where <c>memory</c> and <c>pids</c> are trees of their own. Only where this process may write there.
/// </summary>
internal sealed class ControlGroup
{
    private const string Prefix = "assay-";
    private const string Mounts = "/sys/fs/cgroup";
    private const int MostIdle = 32;
    private static readonly Lazy<Tree?> Here = new(Find);
    private static readonly ConcurrentDictionary<(long, int), ConcurrentQueue<ControlGroup>> Idle = new();
    private static int count;
    private readonly (long Memory, int Processes) bounds;
    private readonly string[] folders;
    private readonly string killed;
    private int kills;

    private ControlGroup((long Memory, int Processes) bounds, string[] folders, string killed)
    {
        (this.bounds, this.folders, this.killed) = (bounds, folders, killed);
    }

    /// <summary>What there is on this machine, for people; null where groups cannot be made.</summary>
    public static string? Kind => Here.Value?.Kind;

    /// <summary>The files that a process writes its number into to join.</summary>
    public IEnumerable<string> Doors => folders.Select(folder => Path.Combine(folder, "cgroup.procs"));

    /// <summary>A group with these limits; null where the machine has none to give.</summary>
    public static ControlGroup? Take(SandboxLimits limits)
    {
        if (Here.Value is not { } tree)
        {
            return null;
        }
        var wanted = (limits.Memory, limits.Processes);
        var idle = Idle.GetOrAdd(wanted, _ => []);
        // Dead processes count until the system's first process has noticed them, at its leisure.
        for (var left = idle.Count; left > 0 && idle.TryDequeue(out var group); left--)
        {
            if (group.IsVacant())
            {
                return group;
            }
            idle.Enqueue(group);
        }
        return Make(tree, wanted);
    }

    /// <summary>Gives the group back when its processes have ended: making one costs more than running a small program in it.</summary>
    /// <returns>Whether the kernel ended one of them for want of memory.</returns>
    public bool GiveBack()
    {
        var before = kills;
        kills = Kills();
        if (Processes() == 0 && Idle.GetOrAdd(bounds, _ => []) is { Count: < MostIdle } idle)
        {
            idle.Enqueue(this);
        }
        else
        {
            Remove();
        }
        return kills > before;
    }

    private static ControlGroup? Make(Tree tree, (long Memory, int Processes) bounds)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref count)}"
        );
        var group = new ControlGroup(
            bounds,
            [.. tree.Parents.Select(parent => Path.Combine(parent, name))],
            Path.Combine(tree.Parents[0], name, tree.Version == 2 ? "memory.events" : "memory.oom_control")
        );
        try
        {
            foreach (var folder in group.folders)
            {
                Directory.CreateDirectory(folder);
            }
            var memory = bounds.Memory.ToString(CultureInfo.InvariantCulture);
            // The shell that joins, its children on the way in, and bubblewrap's own two count too.
            var processes = (bounds.Processes + 4).ToString(CultureInfo.InvariantCulture);
            if (tree.Version == 2)
            {
                Write(group.folders[0], "memory.max", memory);
                TryWrite(group.folders[0], "memory.swap.max", "0");
                Write(group.folders[0], "pids.max", processes);
            }
            else
            {
                Write(group.folders[0], "memory.limit_in_bytes", memory);
                TryWrite(group.folders[0], "memory.memsw.limit_in_bytes", memory);
                Write(group.folders[1], "pids.max", processes);
            }
            return group;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            group.Remove();
            return null;
        }
    }

    private void Remove()
    {
        foreach (var folder in folders)
        {
            Remove(folder);
        }
    }

    /// <summary>Whether nothing counts against its bound of processes.</summary>
    private bool IsVacant()
    {
        try
        {
            return File.ReadAllText(Path.Combine(folders[^1], "pids.current")).Trim() == "0";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private int Processes()
    {
        // The last one may be dead and not yet out.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if (folders.All(folder => File.ReadAllText(Path.Combine(folder, "cgroup.procs")).Length == 0))
            {
                return 0;
            }
            Thread.Yield();
        }
        return 1;
    }

    private int Kills()
    {
        const string Name = "oom_kill ";
        try
        {
            return File.ReadLines(killed)
                .Where(line => line.StartsWith(Name, StringComparison.Ordinal))
                .Select(line => int.Parse(line.AsSpan(Name.Length), CultureInfo.InvariantCulture))
                .FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return kills;
        }
    }

    private static void Remove(string folder)
    {
        // The last process may be dead and not yet out.
        for (var attempt = 0; attempt < 200 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Yield();
                Thread.SpinWait(20_000);
            }
        }
    }

    private static Tree? Find()
    {
        try
        {
            var own = File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)).ToList();
            var tree = Version1(own) ?? Version2(own);
            if (tree is not null)
            {
                SweepUp(tree);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveIdle();
            }
            return tree;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Tree? Version1(List<string[]> own)
    {
        var parents = new[] { "memory", "pids" }
            .Select(name =>
                own.Find(line => line[1].Split(',').Contains(name)) is { } line
                    ? Writable(Path.Combine(Mounts, name), line[2])
                    : null
            )
            .ToArray();
        return parents.Contains(null) ? null : new(1, parents!);
    }

    private static Tree? Version2(List<string[]> own)
    {
        if (
            own.Find(line => line[1].Length == 0) is not { } line
            || Writable(Mounts, line[2]) is not { } parent
            || !File.Exists(Path.Combine(parent, "cgroup.subtree_control"))
        )
        {
            return null;
        }
        if (!Gives(parent))
        {
            TryWrite(parent, "cgroup.subtree_control", "+memory +pids");
        }
        return Gives(parent) ? new(2, [parent]) : null;

        static bool Gives(string folder) =>
            File.ReadAllText(Path.Combine(folder, "cgroup.subtree_control")).Split((char[])[' ', '\n'])
                is var controllers
            && controllers.Contains("memory")
            && controllers.Contains("pids");
    }

    /// <summary>
    /// A folder for groups: this process's own group, or the root of the mount, where a container shows its group as the root.
    /// </summary>
    private static string? Writable(string mount, string path)
    {
        return new[] { Path.Combine(mount, path.TrimStart('/')), mount }.FirstOrDefault(Accepts);

        static bool Accepts(string folder)
        {
            var trial = Path.Combine(folder, $"{Prefix}{Environment.ProcessId}-trial");
            try
            {
                Directory.CreateDirectory(trial);
                var real = File.Exists(Path.Combine(trial, "cgroup.procs"));
                Directory.Delete(trial);
                return real;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private static void RemoveIdle()
    {
        foreach (var group in Idle.Values.SelectMany(groups => groups))
        {
            group.Remove();
        }
    }

    /// <summary>Takes away the groups of processes that were killed.</summary>
    private static void SweepUp(Tree tree)
    {
        foreach (var folder in tree.Parents.SelectMany(parent => Directory.GetDirectories(parent, Prefix + "*")))
        {
            if (Owners.IsGone(Path.GetFileName(folder)[Prefix.Length..]))
            {
                Remove(folder);
            }
        }
    }

    private static void Write(string folder, string file, string value) =>
        File.WriteAllText(Path.Combine(folder, file), value);

    private static void TryWrite(string folder, string file, string value)
    {
        try
        {
            Write(folder, file, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not every kernel has it.
        }
    }

    /// <param name="Version">Of the interface.</param>
    /// <param name="Parents">Where groups are made: one folder, or with version 1 one for memory and one for processes.</param>
    private sealed record Tree(int Version, string[] Parents)
    {
        public string Kind => $"version {Version}, memory and processes";
    }
}
