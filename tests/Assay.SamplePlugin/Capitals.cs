using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.SamplePlugin;

/// <summary>The smallest benchmark that a plug-in can have: three questions that it brings along.</summary>
public sealed class Capitals : FreeAnswerBenchmark
{
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "capitals",
            Title = "Capitals",
            Summary = "Capitals of three countries.",
            Version = 1,
            Licence = "Apache-2.0",
            Citation = "none",
            Folders = [],
            Subsets = [new("main", 3)],
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = ["own"],
            Layouts = [],
        };

    public override IDataSource Data { get; } = new Countries();

    public override Sample Parse(DataRow row, string subset, int index) =>
        new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = $"What is the capital of {row.Text("country")}?",
            Reference = row.Text("capital"),
        };

    protected override string Query(Sample sample, Shots shots, BenchmarkSettings settings) => sample.Question;

    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings) =>
        Scoring.Score.Judged(
            sample.Reference,
            new Extracted(text.Trim(), "whole"),
            new MetricValue("acc", text.Contains(sample.Reference, StringComparison.Ordinal) ? 1 : 0)
        );

    private sealed class Countries : IDataSource
    {
        public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken) =>
            new([new Country("Peru", "Lima"), new Country("Mali", "Bamako"), new Country("Laos", "Vientiane")]);

        public ValueTask<ImmutableArray<string>> SubsetsAsync(
            DataAddress address,
            CancellationToken cancellationToken
        ) => new(ImmutableArray<string>.Empty);

        public ValueTask<string?> ReadTextAsync(
            DataAddress address,
            string path,
            CancellationToken cancellationToken
        ) => new((string?)null);
    }

    private sealed class Country(string country, string capital) : DataRow
    {
        public override string Location => country;

        public override bool Has(string field) => field is "country" or "capital";

        public override string Text(string field) => field == "country" ? country : capital;

        public override ImmutableArray<string> Texts(string field) => [Text(field)];
    }
}
