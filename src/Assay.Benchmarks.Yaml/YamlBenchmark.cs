using System.Collections.Immutable;
using System.Text;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks.Yaml;

/// <summary>A benchmark that a YAML file describes.</summary>
internal class YamlBenchmark(BenchmarkDefinition definition, SampleParser parser, IDataSource data) : Benchmark
{
    public override BenchmarkInfo Info => definition.Info;

    public override IDataSource Data => data;

    public BenchmarkDefinition Definition => definition;

    public override Sample Parse(DataRow row, string subset, int index) => parser.Parse(row, subset, index);

    public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        var examples = definition.Examples.IsEmpty ? shots.Examples : definition.Examples;
        var question = Question(sample);
        var query = new StringBuilder(definition.Instruction?.Render(PromptVariables.Of(sample)));
        if (query.Length > 0)
        {
            query.Append("\n\n");
        }
        foreach (var example in examples.Take(settings.FewShot))
        {
            query.Append(Example(example)).Append("\n\n");
        }
        query.Append(question);
        var likelihood = settings.Mode is EvalMode.Likelihood;
        return new Prompt(
            PromptTemplate.Fill(settings.PromptTemplate, query.ToString(), sample.Question, Lettered(sample))
        )
        {
            System = settings.SystemPrompt ?? definition.SystemPrompt,
            Stop = likelihood ? [] : definition.Stop,
            Continuations = likelihood ? [.. Continuations(sample).Select(text => Behind(question) + text)] : [],
        };
    }

    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings) =>
        answer switch
        {
            Likelihoods likelihoods when definition.Kind is AnswerKind.MultipleChoice => LikelihoodMetrics.Judge(
                sample,
                [.. Continuations(sample)],
                likelihoods
            ),
            Generated generated => Judge(sample, ReasoningBlocks.Strip(generated.Text)),
            _ => Scoring.Score.Failure(sample.Reference, $"{Info.Name} is scored by text, not by likelihoods"),
        };

    private Score Judge(Sample sample, string text)
    {
        text = StopText.Cut(text, definition.Stop);
        if (Extract(sample, text) is not { } found)
        {
            return Scoring.Score.NothingFound(sample.Reference, Metrics());
        }
        if (definition.Kind is AnswerKind.MultipleChoice)
        {
            return Scoring.Score.Judged(
                sample.Reference,
                found,
                new MetricValue(LikelihoodMetrics.Accuracy, found.Value == sample.Reference ? 1 : 0)
            );
        }
        ImmutableArray<string> references = sample.Aliases.IsEmpty ? [sample.Reference] : sample.Aliases;
        return Scoring.Score.Judged(
            sample.Reference,
            found,
            [
                .. definition.Metrics.Select(metric => new MetricValue(
                    metric.Name,
                    metric.Score(found.Value, references)
                )),
            ]
        );
    }

    private Extracted? Extract(Sample sample, string text)
    {
        foreach (var rule in definition.Extraction)
        {
            if (rule.Find(text, sample) is { } found)
            {
                return found with { Loose = found.Loose || rule.Loose };
            }
        }
        return null;
    }

    private ImmutableArray<string> Metrics() =>
        definition.Kind is AnswerKind.MultipleChoice
            ? [LikelihoodMetrics.Accuracy]
            : [.. definition.Metrics.Select(metric => metric.Name)];

    private string Question(Sample sample) => definition.Prompt.Render(PromptVariables.Of(sample));

    private string Example(Sample example)
    {
        if (definition.Example is { } template)
        {
            return template.Render(PromptVariables.OfExample(example));
        }
        var question = Question(example);
        var answer = definition.ContinuesWithText
            ? PromptVariables.TextOfAnswer(example)
            : example.Solution ?? example.Reference;
        return question + Behind(question) + answer;
    }

    private IEnumerable<string> Continuations(Sample sample) =>
        sample.Choices.Select(choice => definition.ContinuesWithText ? choice.Text : choice.Label);

    // A prompt that ends with its own blank or line break needs none.
    private static string Behind(string question) => question.Length == 0 || char.IsWhiteSpace(question[^1]) ? "" : " ";

    private static string Lettered(Sample sample) =>
        string.Join('\n', sample.Choices.Select(choice => $"{choice.Label}. {choice.Text}"));
}
