using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Testing;

namespace Assay.Benchmarks.Yaml.Tests;

/// <summary>A benchmark in a folder of its own: its YAML file, and what it says to its data.</summary>
internal sealed class Quiz : IDisposable
{
    public const string Csv = """
        id,question,A,B,C,D,answer,topic
        q1,Which planet is the largest?,Mars,Jupiter,Venus,Mercury,B,space
        q2,Which gas do plants take in?,Oxygen,Helium,Carbon dioxide,Neon,C,biology
        q3,What is 7 times 8?,54,56,58,64,B,maths

        """;

    public const string Choice = """
        name: quiz
        data: data.csv
        kind: multiple_choice
        columns:
          question: question
          choices: [A, B, C, D]
          answer: answer
          id: id

        """;

    public const string Free = """
        name: quiz
        data: data.csv
        kind: free_answer
        columns:
          question: question
          answer: answer

        """;

    public const string Programs = """
        name: quiz
        data: data.csv
        kind: code
        columns:
          question: question
          input: A

        """;

    private readonly TemporaryFolder folder = new();

    public string File => folder["quiz.yaml"];

    public Quiz With(string name, string text)
    {
        folder.Write(name, text);
        return this;
    }

    /// <summary>Writes both files.</summary>
    public Quiz Says(string yaml, string csv = Csv) => With("quiz.yaml", yaml).With("data.csv", csv);

    public Benchmark Load() => BenchmarkFile.Load(File);

    public CheckedBenchmark Check() =>
        BenchmarkCheck.RunAsync(File, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>What is wrong, the folder's path left out.</summary>
    public List<string> Mistakes() =>
        [
            .. Check()
                .Mistakes.Select(mistake => mistake.Message.Replace(folder.Path + "/", "", StringComparison.Ordinal)),
        ];

    public List<Sample> Samples(string subset = "main")
    {
        var benchmark = Load();
        var address = new DataAddress(benchmark.Info, subset, benchmark.Info.EvaluationSplit);
        var rows = benchmark.Data!.OpenAsync(address, TestContext.Current.CancellationToken).AsTask().Result;
        return [.. rows.Select((row, i) => benchmark.Parse(row, subset, i))];
    }

    /// <summary>The prompts as <c>datasets check</c> shows them.</summary>
    public List<Prompt> Prompts() => [.. Check().Previews.Select(preview => preview.Prompt)];

    /// <summary>The score of a text that answers the first question.</summary>
    public Score Score(string text)
    {
        var benchmark = Load();
        return benchmark.Score(Samples()[0], new Generated(text), SettingsReader.Read(benchmark.Info));
    }

    public void Dispose() => folder.Dispose();
}
