using System.Runtime.Versioning;
using Assay.Sandbox.Bubblewrap;

namespace Assay.Sandbox.Tests;

/// <summary>The sandbox of this machine; tests without one are skipped, saying why.</summary>
[SupportedOSPlatform("linux")]
internal static class Sandboxes
{
    private static readonly Lazy<Task<BubblewrapSandbox>> Opened = new(() => BubblewrapSandbox.OpenAsync());

    public static async Task<ISandbox> OpenAsync()
    {
        try
        {
            return await Opened.Value;
        }
        catch (SandboxException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
