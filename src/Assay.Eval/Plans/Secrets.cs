namespace Assay.Plans;

/// <summary>Keeps secrets out of plans, which are written into run folders and passed around.</summary>
internal static class Secrets
{
    private const string Remedy = "give the key with --api-key or in ASSAY_API_KEY";

    private static readonly string[] Names = ["token", "authorization", "bearer", "password", "passwd", "secret"];

    private static readonly string[] Endings =
    [
        "apikey",
        "accesstoken",
        "apitoken",
        "authtoken",
        "bearertoken",
        "hftoken",
        "secretkey",
        "clientsecret",
        "xapikey",
    ];

    /// <summary>Whether a key of this name holds a secret.</summary>
    public static bool IsName(string key)
    {
        var bare = key.Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal)
            .ToLowerInvariant();
        return Names.Contains(bare, StringComparer.Ordinal)
            || Endings.Any(ending => bare.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>That a plan holds no secret.</summary>
    public static InputException Refused(string key, string place) =>
        new($"{key} is a secret, and a plan holds none", place, Remedy);

    /// <summary>Refuses an object that holds a secret at any depth.</summary>
    /// <exception cref="InputException">It does.</exception>
    public static void Refuse(PlanNode node)
    {
        switch (node)
        {
            case PlanNode.Object given:
                foreach (var member in given.Members)
                {
                    if (IsName(member.Key) && member.Value is not PlanNode.Null)
                    {
                        throw Refused(member.Key, member.KeyPlace);
                    }
                    Refuse(member.Value);
                }
                break;
            case PlanNode.List list:
                foreach (var item in list.Items)
                {
                    Refuse(item);
                }
                break;
        }
    }

    /// <summary>A server's address without anything secret in it.</summary>
    /// <exception cref="InputException">It is no address, or holds a password or a key.</exception>
    public static string Address(PlanValue value)
    {
        var text = value.Text().Trim();
        // Not repeated here: what is no address may be a key in the wrong place.
        var address = Parse(text) ?? throw value.Wrong("is no address", "write http://HOST:PORT/v1");
        return HoldsSecret(address) ? throw value.Wrong("holds a secret, and a plan holds none", Remedy) : text;
    }

    /// <summary>An address without what must not be written down; null for what is no address, and so may be anything.</summary>
    public static string? Removed(string? address) =>
        Parse(address) is not { } uri ? null
        : HoldsSecret(uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address;

    /// <summary>A value without members that are called like a secret.</summary>
    public static PlanNode Without(PlanNode node) =>
        node switch
        {
            PlanNode.Object given => given with
            {
                Members =
                [
                    .. given
                        .Members.Where(member => !IsName(member.Key))
                        .Select(member => member with { Value = Without(member.Value) }),
                ],
            },
            PlanNode.List list => list with { Items = [.. list.Items.Select(Without)] },
            _ => node,
        };

    private static Uri? Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", Host.Length: > 0 }
            ? address
            : null;

    private static bool HoldsSecret(Uri address) =>
        address.UserInfo.Length > 0
        || address
            .Query.TrimStart('?')
            .Split('&')
            .Any(pair => pair.Split('=')[0] is var name && (IsName(name) || name == "key"));
}
