namespace Assay.Sandbox;

/// <summary>Where programs are that a sandbox can show: below <c>/usr</c>, which is the part of the host that it binds.</summary>
public static class ProgramPaths
{
    private static readonly string[] Folders = ["/usr/bin", "/usr/local/bin", "/usr/sbin", "/usr/local/sbin"];

    /// <summary>The value of <c>PATH</c> inside.</summary>
    public static string Path { get; } = string.Join(':', Folders);

    /// <summary>The full path of a program; null if it is not there.</summary>
    public static string? Find(string program) =>
        Folders.Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
