using System.Collections.Immutable;
using System.Globalization;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Code;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>A benchmark whose answers are functions, which checks call.</summary>
public abstract class CodeBenchmark : Benchmark, IProgramBenchmark
{
    /// <summary>The metric: whether a program passes all checks. Over several programs for a task, see <see cref="PassAtK"/>.</summary>
    public const string Metric = "pass@1";

    /// <summary>The key of <c>--dataset-args</c> for <see cref="CodeTask.Time"/>, in seconds.</summary>
    protected const string TimeLimit = "time_limit";

    /// <summary>The field of a sample that holds its checks.</summary>
    protected const string Test = "test";

    /// <summary>The field of a sample that names the function.</summary>
    protected const string EntryPoint = "entry_point";

    /// <summary>
    /// Ten seconds of processor time. The authors give three by the clock of their machine; a verdict must not hang on how fast a machine is.
    /// </summary>
    private const double DefaultSeconds = 10;

    /// <summary>The keys of its own that such a benchmark has.</summary>
    protected static ImmutableSortedDictionary<string, string> CodeKeys { get; } =
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create(
                    TimeLimit,
                    "seconds of processor time that a program may use, and the checks again; by default 10 (the authors: 3 by the clock)"
                ),
            ]
        );

    /// <summary>The language of a subset, as <see cref="CodeTask.Language"/> has it.</summary>
    public abstract string LanguageOf(string subset);

    /// <inheritdoc/>
    public override ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings) => CodeExtractor.Rules;

    /// <inheritdoc/>
    public sealed override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var query = settings.Protocol == Protocol.Llmuses ? Instruction(sample) + sample.Question : sample.Question;
        return new(PromptTemplate.Fill(settings.PromptTemplate, query, sample.Question))
        {
            System = settings.SystemPrompt,
            Stop = settings.Protocol == Protocol.Llmuses ? [] : Stop(sample.Subset),
        };
    }

    /// <summary>A program cannot be scored by looking at it.</summary>
    public sealed override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Scoring.Score.Failure(sample.Reference, "programs are scored by running them, and there is no sandbox");
    }

    /// <inheritdoc/>
    public ValueTask<string?> LacksAsync(string subset, ICodeJudge judge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return judge.LacksAsync(LanguageOf(subset), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<Score> ScoreAsync(
        Sample sample,
        string text,
        BenchmarkSettings settings,
        ICodeJudge judge,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(judge);
        return Task(sample, text, settings) is { } task
            ? Judge(sample, task.Answer, await judge.JudgeAsync(task, cancellationToken).ConfigureAwait(false))
            : Scoring.Score.NothingFound(sample.Reference, Metric);
    }

    /// <summary>The program in an answer with its checks; null where there is none.</summary>
    public CodeTask? Task(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        var language = LanguageOf(sample.Subset);
        var entryPoint = sample.Fields[EntryPoint];
        var asWritten = settings.Protocol != Protocol.Llmuses;
        var stripped = ReasoningBlocks.Strip(text);
        return CodeExtractor.Find(stripped, language, entryPoint, asWritten) is not { } answer
            ? null
            : Complete(
                sample,
                new CodeTask
                {
                    Language = language,
                    EntryPoint = entryPoint,
                    Prompt = sample.Question,
                    Answer = answer,
                    Test = sample.Fields[Test],
                    Time = TimeSpan.FromSeconds(Seconds(settings)),
                }
            );
    }

    /// <summary>The score of a program.</summary>
    public static Score Judge(Sample sample, CodeAnswer answer, CodeVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Outcome == CodeOutcome.SandboxFault
            ? Scoring.Score.Failure(sample.Reference, $"sandbox fault: {verdict.Detail}")
            : Scoring.Score.Judged(
                sample.Reference,
                new(answer.Text, answer.Rule),
                new MetricValue(Metric, verdict.Outcome == CodeOutcome.Passed ? 1 : 0)
            ) with
            {
                Outcome = verdict.Name,
                Detail = verdict.Detail,
            };
    }

    /// <summary>What precedes the code in a prompt for a model that chats.</summary>
    protected abstract string Instruction(Sample sample);

    /// <summary>Adds what a language's checks need beside the common parts.</summary>
    protected virtual CodeTask Complete(Sample sample, CodeTask task) => task;

    /// <summary>Strings that end a completion.</summary>
    protected virtual ImmutableArray<string> Stop(string subset) => CodeExtractor.StopStrings;

    /// <inheritdoc/>
    public override Sample Placeholder(SubsetInfo subset, int? example) =>
        base.Placeholder(subset, example) with
        {
            Question = "{code to complete}",
            Fields = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create(Test, "{checks}"), KeyValuePair.Create(EntryPoint, "{function}")]
            ),
        };

    private double Seconds(BenchmarkSettings settings) =>
        !settings.Own.TryGetValue(TimeLimit, out var given) ? DefaultSeconds
        : double.TryParse(given.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0.1 and <= 3600
            ? seconds
        : throw new InputException(
            $"{TimeLimit} is '{given}'",
            $"--dataset-args {Info.Name}",
            "give seconds between 0.1 and 3600"
        );
}
