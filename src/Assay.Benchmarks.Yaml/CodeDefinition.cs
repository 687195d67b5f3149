using System.Collections.Immutable;
using Assay.ChatTemplates;

namespace Assay.Benchmarks.Yaml;

/// <summary>What says whether a program passes.</summary>
internal enum CodeCheck
{
    /// <summary>Checks that call its function, from where it cannot reach.</summary>
    Function,

    /// <summary>What it prints.</summary>
    Output,

    /// <summary>The exit code of its tests, which run beside it.</summary>
    Exit,
}

/// <summary>How the programs of a benchmark are run.</summary>
internal sealed record CodeDefinition
{
    /// <summary>The names of columns that have a meaning for code.</summary>
    public const string Input = "input";

    /// <inheritdoc cref="Input"/>
    public const string Output = "output";

    /// <inheritdoc cref="Input"/>
    public const string EntryPoint = "entry_point";

    /// <inheritdoc cref="Input"/>
    public const string Tests = "tests";

    /// <summary>What stands between the cases of a row in a sample's field: ASCII's record separator.</summary>
    public const char BetweenCases = '\u001e';

    /// <summary>The language's name.</summary>
    public required string Language { get; init; }

    /// <summary>What says whether a program passes.</summary>
    public required CodeCheck Check { get; init; }

    /// <summary>The files, by path; empty with <see cref="CodeCheck.Function"/>.</summary>
    public ImmutableSortedDictionary<string, TextTemplate> Files { get; init; } =
        ImmutableSortedDictionary.Create<string, TextTemplate>(StringComparer.Ordinal);

    /// <summary>The command that builds; null for none.</summary>
    public string? Build { get; init; }

    /// <summary>The command that runs; empty with <see cref="CodeCheck.Function"/>.</summary>
    public string Run { get; init; } = "";

    /// <summary>Whether outputs are compared character by character.</summary>
    public bool Exact { get; init; }

    /// <summary>Processor time of each run.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Memory, in bytes.</summary>
    public required long Memory { get; init; }
}

/// <summary>What a language's programs need where the file does not say.</summary>
/// <param name="File">The name of the source file.</param>
/// <param name="Build">The command that builds; null for none.</param>
/// <param name="Run">The command that runs.</param>
/// <param name="Names">What the language is called behind a fence.</param>
internal sealed record CodeLanguage(string File, string? Build, string Run, params ImmutableArray<string> Names)
{
    /// <summary>The languages that need no commands.</summary>
    public static ImmutableSortedDictionary<string, CodeLanguage> Known { get; } =
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create(
                    "cpp",
                    new CodeLanguage(
                        "program.cpp",
                        "g++ -O2 -std=c++17 -w program.cpp -o program",
                        "./program",
                        "c++",
                        "cpp"
                    )
                ),
                KeyValuePair.Create(
                    "go",
                    new CodeLanguage("program.go", "go build -o program program.go", "./program", "go", "golang")
                ),
                KeyValuePair.Create(
                    "java",
                    new CodeLanguage(
                        "Main.java",
                        "javac -nowarn Main.java",
                        "java -XX:+UseSerialGC -Xmx512m Main",
                        "java"
                    )
                ),
                KeyValuePair.Create(
                    "js",
                    new CodeLanguage("program.js", null, "node program.js", "js", "javascript", "node")
                ),
                KeyValuePair.Create(
                    "python",
                    new CodeLanguage("program.py", null, "python3 program.py", "python", "python3", "py")
                ),
            ]
        );
}
