namespace Assay.Sandbox;

/// <summary>What a program may use before it is ended.</summary>
public sealed record SandboxLimits
{
    /// <summary>The longest that it may run, by the clock on the wall.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Processor time of each of its processes, in whole seconds; null for as much as fits in <see cref="Time"/>. Unlike the clock, it
    /// does not depend on what else the machine is doing.
    /// </summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>Memory of all its processes together, in bytes, held by a control group where the machine has them.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>
    /// Address space of each process, in bytes; null for no such limit. Runtimes that reserve more than they use (Java, Go, Node) cannot
    /// live with one.
    /// </summary>
    public long? AddressSpace { get; init; }

    /// <summary>Processes and threads at once.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Bytes that it can write into the work folder, and the largest file.</summary>
    public long Scratch { get; init; } = 64L << 20;

    /// <summary>Open files of each process.</summary>
    public int OpenFiles { get; init; } = 256;

    /// <summary>Bytes of output, and of errors; a program that writes more is ended.</summary>
    public int Output { get; init; } = 1 << 20;
}
