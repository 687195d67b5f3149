using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Assay.Scoring.Code;

namespace Assay.Benchmarks;

/// <summary>HumanEval-X: the functions of HumanEval in five languages.</summary>
public sealed partial class HumanEvalX : CodeBenchmark
{
    private const string Declaration = "declaration";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "humaneval_x",
            Aliases = ["humaneval-x", "humanevalx"],
            Title = "HumanEval-X",
            Summary =
                "HumanEval's functions in Python, C++, Java, Go and JavaScript; each is run against hidden checks.",
            Version = 1,
            Licence = "Apache-2.0",
            Citation =
                "Zheng et al. 2023, CodeGeeX: A Pre-Trained Model for Code Generation with Multilingual Benchmarking on HumanEval-X, https://arxiv.org/abs/2303.17568",
            ModelScopeId = "AI-ModelScope/humaneval-x",
            HuggingFaceId = "THUDM/humaneval-x",
            Folders = ["humaneval_x", "humaneval-x"],
            Subsets = [new("python", 164), new("cpp", 164), new("java", 164), new("go", 164), new("js", 164)],
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official],
            OwnKeys = CodeKeys,
            Layouts =
            [
                new("humaneval_{subset}.jsonl"),
                new("data/{subset}/data/humaneval.jsonl"),
                new("{subset}/data/humaneval.jsonl"),
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.parquet"),
            ],
            Checked =
                "All 164 reference solutions pass in Python, C++, Java and Go, and 162 in JavaScript; bodies that do nothing fail.",
            Traps =
            [
                "Two solutions of JavaScript's are wrong by the data's own checks, which only print when they fail: 112 returns the last part of a comma expression, 155 says that 0 has no even digit.",
                "Go's solution of 95 looks at two keys of a map in random order, so it fails now and then.",
                "C++'s checks of 23 call the C library's strlen, whatever the program is.",
                "Go's completions cannot import: as in the authors' evaluation, they get what they use of ten packages.",
                "A language whose compiler is missing is named and left out before a model is asked.",
                "console.assert of JavaScript only prints; here a check that does not hold fails.",
                "The names of some functions differ by language (has_close_elements, hasCloseElements, HasCloseElements).",
            ],
        };

    /// <inheritdoc/>
    public override string LanguageOf(string subset) => subset;

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var prompt = row.Text("prompt");
        var declaration = row.TextOrNull(Declaration) ?? prompt;
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = prompt,
            Reference = row.TextOrNull("canonical_solution") ?? "",
            Fields = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(
                        EntryPoint,
                        NameOf(declaration, subset)
                            ?? throw new InputException(
                                $"field '{Declaration}' does not end with a function's head",
                                row.Location,
                                "correct the file"
                            )
                    ),
                    KeyValuePair.Create(Test, row.Text(Test)),
                    KeyValuePair.Create(Declaration, declaration),
                ]
            ),
        };
    }

    /// <inheritdoc/>
    protected override string Instruction(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var name = sample.Subset switch
        {
            "cpp" => "C++",
            "java" => "Java",
            "go" => "Go",
            "js" => "JavaScript",
            _ => "python",
        };
        return $"Complete the following {name} code:\n";
    }

    /// <inheritdoc/>
    protected override CodeTask Complete(Sample sample, CodeTask task)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(task);
        return task with { Declaration = sample.Fields[Declaration] };
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(string subset) =>
        subset switch
        {
            "python" => base.Stop(subset),
            "go" => ["\n//", "\nfunc ", "\nstruct", "\n}\n"],
            "java" => ["\n    }\n}"],
            _ => ["\n}\n"],
        };

    /// <summary>The name of the last function that a declaration begins; in Java that of a method, else of a function at the margin.</summary>
    private static string? NameOf(string declaration, string language) =>
        (language == "java" ? Method() : Function()).Matches(declaration) is [.., var last]
            ? last.Groups["name"].Value
            : null;

    [GeneratedRegex(
        @"^(?:const|let|var)\s+(?<name>[A-Za-z_$][\w$]*)\s*=|^[A-Za-z_][^\n;(]*?(?<name>[A-Za-z_$][\w$]*)\s*\(",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Function();

    [GeneratedRegex(
        @"^[ \t]+(?:public|private|protected|static)\b[^\n;(]*?(?<name>[A-Za-z_]\w*)\s*\(",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Method();

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("humaneval_x", () => new HumanEvalX());
}
