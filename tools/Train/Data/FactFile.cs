using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Something to know: several ways to ask for it, right and wrong answers, and sentences that state it.</summary>
public sealed record Fact(
    string Subject,
    ImmutableArray<string> Questions,
    ImmutableArray<string> Answers,
    ImmutableArray<string> Distractors,
    ImmutableArray<string> Statements
);

/// <summary>Reads the files of facts under Data/Facts.</summary>
public static class FactFile
{
    /// <summary>
    /// Facts in paragraphs: a line of questions with bars between, <c>+ right ~ right</c>, <c>- wrong; wrong</c>,
    /// <c>. statement | statement</c>.
    /// </summary>
    public static IEnumerable<Fact> Facts(string subject) =>
        Paragraphs(subject)
            .Select(lines => new Fact(
                subject,
                Parts(lines[0], '|'),
                Parts(lines[1][1..], '~'),
                Parts(lines[2][1..], ';'),
                Parts(lines.Count > 3 ? lines[3][1..] : "", '|')
            ));

    /// <summary>
    /// Facts from tables: <c>: subject</c>, <c>&gt; questions</c> for {y} given {x}, <c>&lt; questions</c> for {x} given {y},
    /// <c>. statements</c>, then rows <c>x = y</c> or <c>x = y - wrong; wrong</c>. Other rows' answers are wrong ones too.
    /// </summary>
    public static IEnumerable<Fact> Relations() => Paragraphs("relations").SelectMany(Table);

    /// <summary>The lines of a file, paragraph by paragraph.</summary>
    public static IEnumerable<List<string>> Paragraphs(string name) =>
        Read(name).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Lines).Where(lines => lines.Count > 0);

    /// <summary>Non-empty parts of a line, trimmed.</summary>
    public static ImmutableArray<string> Parts(string line, char between) =>
        [.. line.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static List<string> Lines(string paragraph) =>
        [.. paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<Fact> Table(List<string> lines)
    {
        var (subject, forward, back, statements) = (
            "",
            Array.Empty<string>(),
            Array.Empty<string>(),
            Array.Empty<string>()
        );
        var rows = new List<(string X, string Y, ImmutableArray<string> Wrong)>();
        foreach (var line in lines)
        {
            string[] parts = [.. Parts(line[1..], '|')];
            switch (line[0])
            {
                case ':':
                    subject = parts[0];
                    break;
                case '>':
                    forward = parts;
                    break;
                case '<':
                    back = parts;
                    break;
                case '.':
                    statements = parts;
                    break;
                default:
                    rows.Add(Row(line));
                    break;
            }
        }
        foreach (var row in rows)
        {
            yield return Make(forward, row.Y, [.. row.Wrong, .. row.Wrong, .. rows.Select(other => other.Y)]);
            if (back.Length > 0)
            {
                yield return Make(back, row.X, rows.Select(other => other.X));
            }

            Fact Make(string[] questions, string right, IEnumerable<string> wrong) =>
                new(
                    subject,
                    [.. questions.Select(Fill)],
                    [right],
                    [.. wrong.Where(text => text != right).Distinct(StringComparer.Ordinal)],
                    [.. statements.Select(Fill)]
                );

            string Fill(string text) =>
                Capital(
                    text.Replace("{x}", row.X, StringComparison.Ordinal).Replace("{y}", row.Y, StringComparison.Ordinal)
                );
        }
    }

    private static (string X, string Y, ImmutableArray<string> Wrong) Row(string line)
    {
        var sides = line.Split(" = ");
        var answers = sides[1].Split(" - ");
        return (sides[0], answers[0], answers.Length > 1 ? Parts(answers[1], ';') : []);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Read(string name)
    {
        using var stream =
            typeof(FactFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no file of facts {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
