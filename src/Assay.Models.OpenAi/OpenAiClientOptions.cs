using System.Buffers;

namespace Assay.Models.OpenAi;

/// <summary>How a server is reached.</summary>
public sealed record OpenAiClientOptions
{
    private static readonly SearchValues<char> HeaderCharacters = SearchValues.Create(
        string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c))
    );

    /// <summary>Where it is.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>Sent as bearer token, and nowhere else; null for servers that want none.</summary>
    /// <exception cref="InputException">The key holds characters that no header can carry.</exception>
    public string? ApiKey
    {
        get;
        init
        {
            var key = value?.Trim();
            if (key is not null && key.AsSpan().ContainsAnyExcept(HeaderCharacters))
            {
                throw new InputException(
                    "the API key holds characters that no key has",
                    "--api-key",
                    "check what was pasted (blanks, line breaks, quotes of a text program)"
                );
            }
            field = key is { Length: 0 } ? null : key;
        }
    }

    /// <summary>Time-outs by phase.</summary>
    public PhaseTimeouts Timeouts { get; init; } = new();

    /// <summary>The most bytes an answer may have, so that no server can fill the memory. Default 64 MiB.</summary>
    public long LargestAnswer { get; init; } = 64 << 20;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shows no key.</summary>
    public override string ToString() => Address.ToString();
}
