using System.Net;

namespace Assay.Serve;

/// <summary>How a server serves.</summary>
public sealed record ServeOptions
{
    /// <summary>Where it listens. Default: this machine only.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>On which port; 0 for a free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>The bearer token that clients must send; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How many requests are answered at once, at least 1.</summary>
    public int MaxConcurrency { get; init; } = 32;

    /// <summary>How many requests wait for their turn; those beyond are refused (429).</summary>
    public int Queue { get; init; } = 256;

    /// <summary>The seed of requests that bring none; null for another one each time.</summary>
    public long? Seed { get; init; }

    /// <summary>The most bytes of a request's body. Default 16 MiB.</summary>
    public long LargestBody { get; init; } = 16 << 20;

    /// <summary>How long a stopping server waits for what is under way. Default 30 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of each failure inside the server; null for nobody.</summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shows no key.</summary>
    public override string ToString() => $"{Address}:{Port}";
}
