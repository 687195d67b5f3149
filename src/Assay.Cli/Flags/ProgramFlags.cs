using System.CommandLine;

namespace Assay.Cli.Flags;

/// <summary>Flags of the program, not of a plan. Its switches do not take the next word for their value, unless it is one.</summary>
internal static class ProgramFlags
{
    public const string ApiKeyName = "--api-key";
    public const string ConfigName = "--config";
    public const string DebugName = "--debug";

    public static Option<string> Config() =>
        new(ConfigName)
        {
            HelpName = "FILE",
            Description = "A plan with the same keys (underscores for hyphens), YAML or JSON. Flags win over it.",
        };

    public static Option<string> ApiKey() =>
        new(ApiKeyName)
        {
            HelpName = "KEY",
            Description =
                "The server's key. Better in ASSAY_API_KEY or OPENAI_API_KEY, where no process list shows it.",
        };

    public static Option<bool> Json() =>
        new("--json") { HelpName = "", Description = "One JSON document on standard output and nothing else there." };

    public static Option<string> WorkDir() =>
        new("--work-dir") { HelpName = "DIR", Description = "Root of caches. Default: ASSAY_HOME or ~/.cache/assay." };

    public static Option<string[]> Plugins() =>
        new("--plugin") { HelpName = "FILE", Description = "An assembly with benchmarks of your own. Its code runs." };

    /// <summary>Loads what <see cref="Plugins"/> names.</summary>
    public static void Load(string[]? plugins)
    {
        foreach (var plugin in plugins ?? [])
        {
            PluginLoader.Load(plugin);
        }
    }

    /// <summary>For every verb; read from the arguments as they are, so that it works for what goes wrong before parsing ends.</summary>
    public static Option<bool> Debug() => new(DebugName) { HelpName = "", Description = "Show stack traces." };
}
