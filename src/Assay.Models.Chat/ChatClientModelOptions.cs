using System.Collections.Immutable;

namespace Assay.Models.Chat;

/// <summary>How a chat client is asked.</summary>
/// <param name="Identity">Who answers; the address and all else that changes answers belongs to it.</param>
public sealed record ChatClientModelOptions(ModelIdentity Identity)
{
    /// <summary>Have the answers streamed, which also tells the time to the first token.</summary>
    public bool Stream { get; init; }

    /// <summary>The longest a whole answer may take. Default ten minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What the client calls options that <c>ChatOptions</c> has no name for, where it is not what Assay calls them.
    /// </summary>
    public ImmutableDictionary<string, string> OptionNames { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A key to hide where a server repeats it in an error.</summary>
    public string? Secret { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shows no key.</summary>
    public override string ToString() => Identity.Name;
}
