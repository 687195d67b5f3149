using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Assay.Sandbox.Bubblewrap;

/// <summary>
/// The filter of system calls, as the program of the kernel's packet filter that bubblewrap hands on. A namespace hides things; the
/// filter keeps programs from the parts of the kernel that an evaluated program never needs: keys, tracing, mounts, new namespaces,
/// modules, clocks, and sockets of families that no network namespace holds.
/// </summary>
/// <remarks>Numbers: Linux <c>arch/x86/entry/syscalls/syscall_64.tbl</c> and <c>include/uapi/asm-generic/unistd.h</c>.</remarks>
internal static class SeccompFilter
{
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7fff_0000;
    private const uint Kill = 0x8000_0000;
    private const uint Refuse = 0x0005_0000 | NotPermitted;
    private const uint Absent = 0x0005_0000 | NoSuchCall;
    private const uint NotPermitted = 1;
    private const uint NoSuchCall = 38;

    private const uint CallNumber = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint NewUserNamespace = 0x1000_0000;
    private const uint X32Calls = 0x4000_0000;

    /// <summary>The families that are left: unix, internet 4 and 6, which end in the program's own network namespace.</summary>
    private static readonly uint[] Families = [1, 2, 10];

    /// <summary>The filter for this machine; null for a processor whose numbers are not listed here.</summary>
    public static byte[]? ForThisMachine() =>
        RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => Assemble(0xc000_003e, IntelCalls),
            System.Runtime.InteropServices.Architecture.Arm64 => Assemble(0xc000_00b7, ArmCalls),
            _ => null,
        };

    private static readonly Calls IntelCalls = new()
    {
        Clone = 56,
        Clone3 = 435,
        Socket = 41,
        SocketPair = 53,
        Refused =
        [
            101, // ptrace
            103, // syslog
            134, // uselib
            153, // vhangup
            155, // pivot_root
            156, // _sysctl
            159, // adjtimex
            161, // chroot
            163, // acct
            164, // settimeofday
            165, // mount
            166, // umount2
            167, // swapon
            168, // swapoff
            169, // reboot
            170, // sethostname
            171, // setdomainname
            172, // iopl
            173, // ioperm
            174, // create_module
            175, // init_module
            176, // delete_module
            177, // get_kernel_syms
            178, // query_module
            179, // quotactl
            180, // nfsservctl
            212, // lookup_dcookie
            227, // clock_settime
            237, // mbind
            238, // set_mempolicy
            239, // get_mempolicy
            246, // kexec_load
            248, // add_key
            249, // request_key
            250, // keyctl
            256, // migrate_pages
            272, // unshare
            279, // move_pages
            298, // perf_event_open
            300, // fanotify_init
            303, // name_to_handle_at
            304, // open_by_handle_at
            305, // clock_adjtime
            308, // setns
            310, // process_vm_readv
            311, // process_vm_writev
            312, // kcmp
            313, // finit_module
            320, // kexec_file_load
            321, // bpf
            323, // userfaultfd
            425, // io_uring_setup
            426, // io_uring_enter
            427, // io_uring_register
            428, // open_tree
            429, // move_mount
            430, // fsopen
            431, // fsconfig
            432, // fsmount
            433, // fspick
            438, // pidfd_getfd
            442, // mount_setattr
            443, // quotactl_fd
        ],
    };

    private static readonly Calls ArmCalls = new()
    {
        Clone = 220,
        Clone3 = 435,
        Socket = 198,
        SocketPair = 199,
        Refused =
        [
            18, // lookup_dcookie
            39, // umount2
            40, // mount
            41, // pivot_root
            42, // nfsservctl
            51, // chroot
            58, // vhangup
            60, // quotactl
            89, // acct
            97, // unshare
            104, // kexec_load
            105, // init_module
            106, // delete_module
            112, // clock_settime
            116, // syslog
            117, // ptrace
            142, // reboot
            161, // sethostname
            162, // setdomainname
            170, // settimeofday
            171, // adjtimex
            217, // add_key
            218, // request_key
            219, // keyctl
            224, // swapon
            225, // swapoff
            235, // mbind
            236, // get_mempolicy
            237, // set_mempolicy
            238, // migrate_pages
            239, // move_pages
            241, // perf_event_open
            262, // fanotify_init
            264, // name_to_handle_at
            265, // open_by_handle_at
            266, // clock_adjtime
            268, // setns
            270, // process_vm_readv
            271, // process_vm_writev
            272, // kcmp
            273, // finit_module
            280, // bpf
            282, // userfaultfd
            294, // kexec_file_load
            425, // io_uring_setup
            426, // io_uring_enter
            427, // io_uring_register
            428, // open_tree
            429, // move_mount
            430, // fsopen
            431, // fsconfig
            432, // fsmount
            433, // fspick
            438, // pidfd_getfd
            442, // mount_setattr
            443, // quotactl_fd
        ],
    };

    private static byte[] Assemble(uint architecture, Calls calls)
    {
        var program = new List<Instruction>
        {
            new(Load, 0, 0, Architecture),
            new(JumpIfEqual, 1, 0, architecture),
            new(Return, 0, 0, Kill),
            new(Load, 0, 0, CallNumber),
            new(JumpIfAtLeast, 0, 1, X32Calls),
            new(Return, 0, 0, Absent),
        };
        foreach (var call in calls.Refused)
        {
            program.Add(new(JumpIfEqual, 0, 1, call));
            program.Add(new(Return, 0, 0, Refuse));
        }
        // clone3 hides its flags behind a pointer; without it, the C library takes clone.
        program.Add(new(JumpIfEqual, 0, 1, calls.Clone3));
        program.Add(new(Return, 0, 0, Absent));
        program.Add(new(JumpIfEqual, 0, 4, calls.Clone));
        program.Add(new(Load, 0, 0, FirstArgument));
        program.Add(new(JumpIfAnyBit, 0, 1, NewUserNamespace));
        program.Add(new(Return, 0, 0, Refuse));
        program.Add(new(Return, 0, 0, Allow));
        foreach (var call in (uint[])[calls.Socket, calls.SocketPair])
        {
            program.Add(new(JumpIfEqual, 0, (byte)(Families.Length + 3), call));
            program.Add(new(Load, 0, 0, FirstArgument));
            for (var i = 0; i < Families.Length; i++)
            {
                program.Add(new(JumpIfEqual, (byte)(Families.Length - i), 0, Families[i]));
            }
            program.Add(new(Return, 0, 0, Refuse));
            program.Add(new(Return, 0, 0, Allow));
        }
        program.Add(new(Return, 0, 0, Allow));
        var bytes = new byte[8 * program.Count];
        for (var i = 0; i < program.Count; i++)
        {
            var place = bytes.AsSpan(8 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(place, program[i].Code);
            place[2] = program[i].IfTrue;
            place[3] = program[i].IfFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(place[4..], program[i].Operand);
        }
        return bytes;
    }

    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    private sealed class Calls
    {
        public required uint Clone { get; init; }
        public required uint Clone3 { get; init; }
        public required uint Socket { get; init; }
        public required uint SocketPair { get; init; }
        public required uint[] Refused { get; init; }
    }
}
