using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>HumanEval: Python functions to be written from their head and description.</summary>
public sealed class HumanEval : CodeBenchmark
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "humaneval",
            Aliases = ["openai_humaneval", "human_eval"],
            Title = "HumanEval",
            Summary =
                "Python functions to be written from their head and description; each is run against hidden checks.",
            Version = 1,
            Licence = "MIT",
            Citation =
                "Chen et al. 2021, Evaluating Large Language Models Trained on Code, https://arxiv.org/abs/2107.03374",
            ModelScopeId = "modelscope/humaneval",
            HuggingFaceId = "openai/openai_humaneval",
            Folders = ["humaneval", "openai_humaneval", "human-eval"],
            Subsets = [new("openai_humaneval", 164)],
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            OwnKeys = CodeKeys,
            Layouts =
            [
                new("HumanEval.jsonl"),
                new("data/HumanEval.jsonl"),
                new("human-eval-v2-*.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("{split}-*.parquet"),
                new("{split}.jsonl"),
                new("{subset}/{split}.jsonl"),
            ],
            Checked =
                "10 answers of GPT-4 and 10 of CodeLlama-34B-Instruct to each task: the recorded verdict in each of 2 × 1,640 rows.",
            Traps =
            [
                "The early platform cuts a completion at its first blank line; here it is cut at the authors' stop strings only.",
                "A whole function needs what precedes it in the prompt: imports, and helpers that the checks call.",
                "The authors read the verdict in the process that runs the program, so a program can forge it; here the checks run where the program cannot reach.",
                "The authors' three seconds are by the clock; here a program has ten seconds of processor time (time_limit), and twice that by the clock, so that a busy or slow machine does not change verdicts.",
                "What the checks get is rebuilt as plain data: a class that claims to equal everything is not believed.",
            ],
        };

    /// <inheritdoc/>
    public override string LanguageOf(string subset) => "python";

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entryPoint = row.Text(EntryPoint);
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.Text("prompt"),
            Reference = row.TextOrNull("canonical_solution") ?? "",
            Fields = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(EntryPoint, entryPoint),
                    KeyValuePair.Create(Test, $"{row.Text(Test)}\ncheck({entryPoint})"),
                ]
            ),
        };
    }

    /// <inheritdoc/>
    protected override string Instruction(Sample sample) => "Complete the following python code:\n";

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("humaneval", () => new HumanEval());
}
