using System.CommandLine;

namespace Assay.Cli.Verbs;

/// <summary><c>assay completion SHELL</c>: prints a script that lets a shell complete command lines.</summary>
internal static class CompletionVerb
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Verb Create()
    {
        var shell = new Argument<string>("shell") { HelpName = "SHELL", Description = string.Join(", ", Shells) + "." };
        shell.CompletionSources.Add(_ =>
            Shells.Select(name => new System.CommandLine.Completions.CompletionItem(name))
        );
        var verb = new Verb("completion", "Prints a script that lets a shell complete command lines.")
        {
            Examples =
            [
                new("eval \"$(assay completion bash)\"", "in ~/.bashrc"),
                new("eval \"$(assay completion zsh)\"", "in ~/.zshrc"),
                new("assay completion fish | source", "in ~/.config/fish/config.fish"),
            ],
        };
        verb.Arguments.Add(shell);
        verb.SetAction(parsed =>
        {
            Terminal.Print(Script(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return verb;
    }

    private static string Script(string shell)
    {
        if (!Shells.Contains(shell, StringComparer.OrdinalIgnoreCase))
        {
            throw new InputException($"unknown shell '{shell}'", remedy: DidYouMean.Hint(shell, Shells));
        }
        var name = $"assay.{shell.ToLowerInvariant()}";
        using var script = typeof(CompletionVerb).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
