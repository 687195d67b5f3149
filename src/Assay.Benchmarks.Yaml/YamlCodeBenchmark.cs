using System.Collections.Immutable;
using Assay.Models;
using Assay.Scoring;
using Assay.Scoring.Code;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks.Yaml;

/// <summary>A benchmark that a YAML file describes, whose answers are programs.</summary>
internal sealed class YamlCodeBenchmark(
    BenchmarkDefinition definition,
    CodeDefinition code,
    SampleParser parser,
    IDataSource data
) : YamlBenchmark(definition, parser, data), IProgramBenchmark
{
    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings) =>
        Scoring.Score.Failure(sample.Reference, "programs are scored by running them, and there is no sandbox");

    public ValueTask<string?> LacksAsync(
        string subset,
        ICodeJudge judge,
        CancellationToken cancellationToken = default
    ) =>
        code.Check is CodeCheck.Function
            ? judge.LacksAsync(code.Language, cancellationToken)
            : judge.LacksAsync(Programs(), cancellationToken);

    public async ValueTask<Score> ScoreAsync(
        Sample sample,
        string text,
        BenchmarkSettings settings,
        ICodeJudge judge,
        CancellationToken cancellationToken = default
    )
    {
        var stripped = StopText.Cut(ReasoningBlocks.Strip(text), Definition.Stop);
        var answer =
            code.Check is CodeCheck.Function
                ? CodeExtractor.Find(stripped, code.Language, sample.Fields[CodeDefinition.EntryPoint])
                : CodeExtractor.FindProgram(
                    stripped,
                    CodeLanguage.Known.TryGetValue(code.Language, out var known) ? known.Names : [code.Language]
                );
        if (answer is null)
        {
            return Scoring.Score.NothingFound(sample.Reference, CodeBenchmark.Metric);
        }
        var verdict =
            code.Check is CodeCheck.Function
                ? await judge.JudgeAsync(Function(sample, answer), cancellationToken).ConfigureAwait(false)
                : await judge.JudgeAsync(Program(sample, answer), cancellationToken).ConfigureAwait(false);
        return CodeBenchmark.Judge(sample, answer, verdict);
    }

    private CodeTask Function(Sample sample, CodeAnswer answer) =>
        new()
        {
            Language = code.Language,
            EntryPoint = sample.Fields[CodeDefinition.EntryPoint],
            Prompt = sample.Question,
            Answer = answer,
            Test = sample.Fields[CodeDefinition.Tests],
            Time = code.Time,
            Memory = code.Memory,
        };

    private ProgramTask Program(Sample sample, CodeAnswer answer)
    {
        var variables = PromptVariables.Of(sample);
        variables[PromptVariables.Code] = answer.Text;
        variables[PromptVariables.Nonce] = ProgramTask.Nonce;
        return new()
        {
            Files = code.Files.ToImmutableSortedDictionary(
                file => file.Key,
                file => file.Value.Render(variables),
                StringComparer.Ordinal
            ),
            Build = code.Build,
            Run = code.Run,
            Cases = Cases(sample),
            Exact = code.Exact,
            Time = code.Time,
            Memory = code.Memory,
        };
    }

    private ImmutableArray<ProgramCase> Cases(Sample sample)
    {
        var outputs = sample.Fields.GetValueOrDefault(CodeDefinition.Output)?.Split(CodeDefinition.BetweenCases);
        var inputs = sample.Fields.GetValueOrDefault(CodeDefinition.Input)?.Split(CodeDefinition.BetweenCases);
        return
        [
            .. Enumerable
                .Range(0, outputs?.Length ?? inputs?.Length ?? 1)
                .Select(i => new ProgramCase(
                    inputs is not null && i < inputs.Length ? inputs[i] : "",
                    code.Check is CodeCheck.Output ? outputs?[i] : null
                )),
        ];
    }

    /// <summary>The programs of the system that the commands begin with; what a build makes is not there yet.</summary>
    private List<string> Programs() =>
        [
            .. new[] { code.Build, code.Run }
                .OfType<string>()
                .Select(command => command.Trim().Split(' ', '\n')[0])
                .Where(program => !program.Contains('/', StringComparison.Ordinal)),
        ];
}
