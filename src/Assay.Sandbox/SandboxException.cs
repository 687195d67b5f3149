namespace Assay.Sandbox;

/// <summary>A sandbox cannot be had on this machine, or failed by no fault of the program in it.</summary>
public sealed class SandboxException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">The cause.</param>
    public SandboxException(string message, string? remedy = null, Exception? inner = null)
        : base(message, inner)
    {
        Remedy = remedy;
    }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; }
}
