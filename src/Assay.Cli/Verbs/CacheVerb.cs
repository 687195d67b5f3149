using System.CommandLine;
using Assay.Caching;
using Assay.Cli.Flags;
using Assay.Cli.Progress;

namespace Assay.Cli.Verbs;

/// <summary><c>assay cache</c>: the answers kept across runs.</summary>
internal static class CacheVerb
{
    private const int DefaultDays = 30;

    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("cache", "Shows and prunes the answers that are kept across runs.")
        {
            Examples = [new("assay cache prune --older-than 7", "forget what was answered more than a week ago")],
        };
        verb.Subcommands.Add(Size(terminal));
        verb.Subcommands.Add(Prune(terminal));
        return verb;
    }

    private static Verb Size(Terminal terminal)
    {
        var (json, workDir) = (ProgramFlags.Json(), ProgramFlags.WorkDir());
        var verb = new Verb("size", "How many answers there are, and how much room they take.");
        verb.Options.Add(json);
        verb.Options.Add(workDir);
        verb.SetAction(parsed =>
        {
            var path = Evaluation.AnswerCacheFile(parsed.GetValue(workDir));
            var (answers, bytes) = (0L, 0L);
            if (File.Exists(path))
            {
                using var cache = SqliteAnswerCache.Open(path, TimeProvider.System, terminal.Warn);
                (answers, bytes) = cache.Size();
            }
            Terminal.Print(
                parsed.GetValue(json)
                    ? JsonText.Of(x =>
                    {
                        x.WriteString("path", path);
                        x.WriteNumber("answers", answers);
                        x.WriteNumber("bytes", bytes);
                    })
                    : $"{Figures.Count(answers, "answer")}, {Figures.Count(bytes, "byte")} in {PlainText.Line(path)}\n"
            );
            return ExitCode.Done;
        });
        return verb;
    }

    private static Verb Prune(Terminal terminal)
    {
        var workDir = ProgramFlags.WorkDir();
        var days = new Option<string>("--older-than")
        {
            HelpName = "DAYS",
            Description = $"Remove what was answered longer ago than this; 0 for everything. Default: {DefaultDays}.",
        };
        var verb = new Verb("prune", "Removes old answers from the cache; run folders keep theirs.");
        verb.Options.Add(days);
        verb.Options.Add(workDir);
        verb.SetAction(parsed =>
        {
            var age = parsed.GetValue(days) is { } text ? Days(text) : DefaultDays;
            var path = Evaluation.AnswerCacheFile(parsed.GetValue(workDir));
            var removed = 0;
            if (File.Exists(path))
            {
                using var cache = SqliteAnswerCache.Open(path, TimeProvider.System, terminal.Warn);
                removed = cache.Prune(TimeSpan.FromDays(age));
            }
            Terminal.Print($"{Figures.Count(removed, "answer")} removed\n");
            return ExitCode.Done;
        });
        return verb;
    }

    private static double Days(string text) =>
        double.TryParse(text.TrimEnd('d'), out var days) && days is >= 0 and <= 36_500
            ? days
            : throw new InputException($"'{text}' is no number of days", "--older-than", "write a number such as 7");
}
