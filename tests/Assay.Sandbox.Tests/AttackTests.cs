using System.Runtime.Versioning;
using Assay.Sandbox.Bubblewrap;

namespace Assay.Sandbox.Tests;

/// <summary>Programs that want out: each is refused what it tries, ends within its limit, and leaves nothing.</summary>
[SupportedOSPlatform("linux")]
public sealed class AttackTests
{
    private static readonly SandboxLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(5),
        ProcessorTime = TimeSpan.FromSeconds(3),
        Memory = 256L << 20,
        Scratch = 16L << 20,
    };

    // Each prints "held" where the sandbox held.
    public static TheoryData<string, string> Attempts =>
        new()
        {
            {
                "a TCP connection to the host",
                "import socket\ntry:\n  socket.create_connection(('127.0.0.1', 22), 1); print('out')\nexcept OSError: print('held')"
            },
            {
                "a TCP connection to the world",
                "import socket\ntry:\n  socket.create_connection(('1.1.1.1', 80), 1); print('out')\nexcept OSError: print('held')"
            },
            {
                "a UDP packet",
                "import socket\ntry:\n  socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('1.1.1.1', 53)); print('out')\nexcept OSError: print('held')"
            },
            {
                "a name",
                "import socket\ntry:\n  socket.gethostbyname('localhost.example'); print('out')\nexcept OSError: print('held')"
            },
            {
                "a packet socket",
                "import socket\ntry:\n  socket.socket(17, 3, 0); print('out')\nexcept OSError: print('held')"
            },
            {
                "a netlink socket",
                "import socket\ntry:\n  socket.socket(16, 3, 0); print('out')\nexcept OSError: print('held')"
            },
            {
                "a vsock socket",
                "import socket\ntry:\n  socket.socket(40, 1, 0); print('out')\nexcept OSError: print('held')"
            },
            {
                "the system's unix sockets",
                "import os\nprint('out' if any(os.path.exists(p) for p in ('/run', '/var/run', '/tmp/.X11-unix')) else 'held')"
            },
            {
                "users' files",
                "import os\nprint('out' if any(os.path.exists(p) for p in ('/root', '/home', '/etc/passwd', '/etc/shadow', '/var', '/proc/1/root/root')) else 'held')"
            },
            {
                "the environment",
                "import os\nprint('held' if set(os.environ) <= {'PATH', 'HOME', 'LANG', 'PWD', 'LC_CTYPE'} else os.environ)"
            },
            {
                "other processes",
                "import os\nprint('held' if len([p for p in os.listdir('/proc') if p.isdigit()]) < 6 else 'out')"
            },
            {
                "the environment of the first process",
                "try:\n  e = open('/proc/1/environ').read(); print('out' if 'HOSTNAME' in e or 'TOKEN' in e else 'held')\nexcept OSError: print('held')"
            },
            {
                "writing outside",
                "import os\nout = []\nfor p in ('/x', '/usr/x', '/usr/bin/x', '/etc/x', '/dev/x', '/bin/x', '/proc/x'):\n  try: open(p, 'w'); out.append(p)\n  except OSError: pass\nprint(out or 'held')"
            },
            {
                "a symbolic link out",
                "import os\nos.symlink('/etc/shadow', 'link')\ntry: open('link'); print('out')\nexcept OSError: print('held')"
            },
            {
                "a symbolic link up",
                "import os\nos.symlink('../../../../root/.bashrc', 'link')\ntry: open('link'); print('out')\nexcept OSError: print('held')"
            },
            {
                "a hard link to a program",
                "import os\ntry: os.link('/usr/bin/python3', '/work/p'); print('out')\nexcept OSError: print('held')"
            },
            {
                "changing a system file",
                "import os\ntry: os.chmod('/usr/bin/env', 0o777); print('out')\nexcept OSError: print('held')"
            },
            {
                "mounting",
                "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nprint('out' if c.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0 else 'held')"
            },
            {
                "unmounting",
                "import ctypes\nc = ctypes.CDLL(None)\nprint('out' if c.umount2(b'/work', 2) == 0 else 'held')"
            },
            {
                "a nested user namespace",
                "import ctypes\nc = ctypes.CDLL(None)\nprint('out' if c.unshare(0x10000000) == 0 else 'held')"
            },
            {
                "a nested user namespace by clone",
                "import ctypes\nc = ctypes.CDLL(None)\nr = c.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)\nif r == 0: c._exit(0)\nprint('out' if r > 0 else 'held')"
            },
            {
                "another namespace",
                "import ctypes, os\nc = ctypes.CDLL(None)\nf = os.open('/proc/1/ns/net', os.O_RDONLY) if os.access('/proc/1/ns/net', os.R_OK) else -1\nprint('out' if c.setns(f, 0) == 0 else 'held')"
            },
            {
                "tracing its parent",
                "import ctypes, os\nc = ctypes.CDLL(None)\nprint('out' if c.ptrace(16, os.getppid(), 0, 0) == 0 else 'held')"
            },
            {
                "reading its parent's memory",
                "import os\ntry: open('/proc/%d/mem' % os.getppid(), 'rb').read(1); print('out')\nexcept OSError: print('held')"
            },
            {
                "the keyring",
                "import ctypes\nc = ctypes.CDLL(None)\nprint('out' if c.syscall(250, 0, -3, 1) >= 0 else 'held')"
            },
            {
                "a device node",
                "import os, stat\ntry: os.mknod('/work/d', 0o666 | stat.S_IFBLK, os.makedev(8, 0)); print('out')\nexcept OSError: print('held')"
            },
            {
                "a disk",
                "import os\nprint('out' if any(n.startswith(('sd', 'vd', 'nvme', 'mem', 'kmsg')) for n in os.listdir('/dev')) else 'held')"
            },
            {
                "the clock",
                "import time\ntry: time.clock_settime(time.CLOCK_REALTIME, 0); print('out')\nexcept OSError: print('held')"
            },
            {
                "the host's name",
                "import socket\ntry: socket.sethostname('x'); print('out')\nexcept OSError: print('held')"
            },
            {
                "loading a module",
                "import ctypes\nc = ctypes.CDLL(None)\nprint('out' if c.syscall(313, 0, b'', 0) == 0 else 'held')"
            },
            {
                "a program of the packet filter",
                "import ctypes\nc = ctypes.CDLL(None)\nprint('out' if c.syscall(321, 0, 0, 0) >= 0 else 'held')"
            },
            {
                "io_uring",
                "import ctypes\nc = ctypes.CDLL(None)\nb = ctypes.create_string_buffer(256)\nprint('out' if c.syscall(425, 1, b) >= 0 else 'held')"
            },
            { "becoming root", "import os\ntry: os.setuid(0); print('out')\nexcept OSError: print('held')" },
            {
                "a set-user-id program",
                "import os, subprocess\nout = subprocess.run(['su', '-c', 'id'], capture_output=True, input=b'') if os.path.exists('/usr/bin/su') else None\nprint('out' if out and b'uid=0' in out.stdout else 'held')"
            },
            { "control groups", "import os\nprint('out' if os.path.exists('/sys') else 'held')" },
            {
                "descriptors of others",
                "import os\nprint('held' if set(os.listdir('/proc/self/fd')) <= {'0', '1', '2', '3'} else os.listdir('/proc/self/fd'))"
            },
            {
                "raising its limits",
                "import resource\ntry: resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000)); print('out')\nexcept (ValueError, OSError): print('held')"
            },
            {
                "filling the disk",
                "try:\n  f = open('/work/big', 'wb')\n  for i in range(1000): f.write(b'x' * 1000000)\n  print('out')\nexcept OSError: print('held')"
            },
            {
                "many open files",
                "fs = []\ntry:\n  for i in range(100000): fs.append(open('/dev/null'))\n  print('out')\nexcept OSError: print('held')"
            },
        };

    public static TheoryData<string, string, ProgramEnd> Endings =>
        new()
        {
            { "runs for ever", "while True: pass", ProgramEnd.OutOfTime },
            { "sleeps for ever", "import time\ntime.sleep(10**6)", ProgramEnd.OutOfTime },
            {
                "ignores the request to end",
                "import signal, time\nfor s in range(1, 64):\n  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\ntime.sleep(10**6)",
                ProgramEnd.OutOfTime
            },
            {
                "ignores the end of its processor time",
                "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
                ProgramEnd.OutOfTime
            },
            { "writes for ever", "while True: print('x' * 10000)", ProgramEnd.TooMuchOutput },
            { "complains for ever", "import sys\nwhile True: sys.stderr.write('x' * 10000)", ProgramEnd.TooMuchOutput },
            { "eats memory", "x = []\nwhile True: x.append(bytearray(10**7))", ProgramEnd.OutOfMemory },
            {
                "forks for ever",
                "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
                ProgramEnd.OutOfTime
            },
            {
                "eats memory in children",
                "import os\nfor i in range(8):\n  if os.fork() == 0: break\nx = []\nwhile True: x.append(bytearray(10**7))",
                ProgramEnd.OutOfMemory
            },
        };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task A_program_does_not_get(string what, string program)
    {
        var sandbox = await Sandboxes.OpenAsync();
        var outcome = await sandbox.RunAsync(Python(program), Limits, TestContext.Current.CancellationToken);
        Assert.True(
            outcome.Text.Trim() == "held" || outcome is { End: ProgramEnd.Exited, ExitCode: > 128 },
            $"{what}: {outcome.End} {outcome.Text} {outcome.Errors}"
        );
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_program_is_ended_that(string what, string program, ProgramEnd end)
    {
        var sandbox = await Sandboxes.OpenAsync();
        var outcome = await sandbox.RunAsync(Python(program), Limits, TestContext.Current.CancellationToken);
        // Without control groups a process is refused memory instead of being ended.
        var refused = end == ProgramEnd.OutOfMemory && outcome.Errors.Contains("MemoryError", StringComparison.Ordinal);
        Assert.True(outcome.End == end || refused, $"{what}: {outcome.End} {outcome.ExitCode} {outcome.Errors}");
    }

    [Fact]
    public async Task A_daemon_ends_with_its_program()
    {
        var sandbox = await Sandboxes.OpenAsync();
        var mark = $"assay-daemon-{Guid.NewGuid():N}";
        var outcome = await sandbox.RunAsync(
            Python(
                $"import os\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: os.execv('/usr/bin/sleep', ['{mark}', '1000'])\n  os._exit(0)\nimport time\ntime.sleep(0.2)\nprint('left')"
            ),
            Limits,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("left", outcome.Text.Trim());
        Assert.DoesNotContain(CommandLines(), line => line.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_left_on_the_host()
    {
        var sandbox = await Sandboxes.OpenAsync();
        var mark = $"assay-left-{Guid.NewGuid():N}";
        var mounts = Mounts();
        for (var i = 0; i < 20; i++)
        {
            await sandbox.RunAsync(
                new SandboxCommand("/usr/bin/python3", "-I", "-S", "-c", "open('/tmp/a', 'w').write('x')", mark),
                Limits,
                TestContext.Current.CancellationToken
            );
        }
        Assert.Equal(mounts, Mounts());
        Assert.DoesNotContain(CommandLines(), line => line.Contains(mark, StringComparison.Ordinal));
    }

    private static SandboxCommand Python(string program) =>
        new("/usr/bin/python3", "-I", "-S", "program.py") { Files = [SandboxFile.Text("program.py", program)] };

    private static int Mounts() => File.ReadAllLines("/proc/self/mountinfo").Length;

    private static IEnumerable<string> CommandLines()
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                continue;
            }
            yield return line;
        }
    }
}
