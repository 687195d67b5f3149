using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Looks for the bearer token that a server wants.</summary>
/// <param name="key">The token; null where none is wanted.</param>
internal sealed class Authorization(string? key)
{
    private const string Scheme = "Bearer ";

    // Hashes are of equal length, so that comparing tells nothing about the key's.
    private readonly byte[]? wanted = key is null ? null : Hash(key);

    /// <exception cref="ServeException">The request brings no token, or another one.</exception>
    public void Check(HttpRequest request)
    {
        if (wanted is null)
        {
            return;
        }
        var header = request.Headers.Authorization.ToString();
        var given = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        if (!CryptographicOperations.FixedTimeEquals(wanted, Hash(given)))
        {
            throw new ServeException(
                StatusCodes.Status401Unauthorized,
                given.Length == 0 ? "no API key was sent" : "the API key is wrong"
            )
            {
                Code = "invalid_api_key",
            };
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
