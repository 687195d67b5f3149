namespace Assay.Models.OpenAi;

/// <summary>How long each phase of an exchange may take. Whatever runs out first ends the exchange.</summary>
public sealed record PhaseTimeouts
{
    /// <summary>Until a connection stands, encryption included. Default 30 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// From the request until the first byte of the answer's body. A server that does not stream sends it only when the whole answer is
    /// there. Default ten minutes.
    /// </summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two pieces of the answer's body. Default two minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From the request to the last byte. Default ten minutes.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The defaults with another total; a longer total also lets the first byte take as long.</summary>
    public static PhaseTimeouts WithTotal(TimeSpan total) => new() { Total = total, FirstByte = total };
}
