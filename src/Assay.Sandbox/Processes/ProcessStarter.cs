using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Sandbox.Processes;

/// <summary>
/// Starts processes from one thread that lives as long as the program: the kernel's "end with your parent" means the thread that made
/// the process, and threads of a pool come and go.
/// </summary>
internal static partial class ProcessStarter
{
    private static readonly BlockingCollection<Action> Work = Begin();

    /// <summary>Starts a process.</summary>
    /// <exception cref="SandboxException">The program is not there or cannot be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(new SandboxException($"cannot start {start.FileName}: {e.Message}", inner: e));
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Begin()
    {
        KeepOpenFilesToOurselves();
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        {
            IsBackground = true,
            Name = "sandbox starter",
        }.Start();
        return work;
    }

    /// <summary>
    /// .NET opens files for itself alone, but whoever started this program may have left it some that would go on to its children.
    /// </summary>
    private static void KeepOpenFilesToOurselves()
    {
        const int SetFlags = 2;
        const int CloseOnExec = 1;
        const string Open = "/proc/self/fd";
        if (!Directory.Exists(Open))
        {
            return;
        }
        foreach (var path in Directory.GetFileSystemEntries(Open))
        {
            if (int.TryParse(Path.GetFileName(path), out var descriptor) && descriptor > 2)
            {
                _ = FileControl(descriptor, SetFlags, CloseOnExec);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(int descriptor, int command, int argument);
}
