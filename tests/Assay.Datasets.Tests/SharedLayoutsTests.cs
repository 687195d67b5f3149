using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

/// <summary>The authors' own files, row by row.</summary>
public sealed class SharedLayoutsTests
{
    private static readonly ImmutableArray<string> Letters = ["A", "B", "C", "D"];

    [Theory]
    [InlineData("test", 14_042)]
    [InlineData("val", 1_531)]
    [InlineData("dev", 285)]
    public void Mmlu_has_every_row_of_its_57_subjects(string split, int count)
    {
        var subjects = Names("datasets/mmlu/dev", "_dev.csv");
        var mmlu = Examples.Benchmark(
            "mmlu",
            new DataLayout("{split}/{subset}_{split}.csv") { Columns = ["question", "A", "B", "C", "D", "answer"] }
        );

        var rows = Rows(mmlu, subjects, split);

        Assert.Equal((57, count), (subjects.Count, rows.Count));
        Assert.All(rows, row => Assert.Contains(row.Text("answer"), Letters));
    }

    [Theory]
    [InlineData("test", 11_582)]
    [InlineData("dev", 335)]
    public void Cmmlu_has_every_row_of_its_67_subjects(string split, int count)
    {
        var subjects = Names("datasets/cmmlu/dev", ".csv");

        var rows = Rows(Examples.Benchmark("cmmlu", new DataLayout("{split}/{subset}.csv")), subjects, split);

        Assert.Equal((67, count), (subjects.Count, rows.Count));
        Assert.All(rows, row => Assert.Contains(row.Text("Answer"), Letters));
    }

    [Theory]
    [InlineData("test", 1_319)]
    [InlineData("train", 7_473)]
    public void Gsm8k_has_every_row_packed_or_not(string split, int count)
    {
        SharedData.Require("datasets/gsm8k");

        var rows = Rows(Examples.Benchmark("gsm8k", new DataLayout("{split}.jsonl")), ["main"], split);

        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.Contains("####", row.Text("answer"), StringComparison.Ordinal));
    }

    [Fact]
    public void Bbh_has_every_row_of_its_27_tasks()
    {
        var tasks = Names("datasets/bbh/bbh", ".json");
        var bbh = Examples.Benchmark("bbh", new DataLayout("bbh/{subset}.json") { RowsAt = "examples" });

        var rows = Rows(bbh, tasks, "test");

        Assert.Equal((27, 6_511), (tasks.Count, rows.Count));
        Assert.All(rows, row => Assert.True(row.Has("input") && row.Has("target")));
    }

    [Fact]
    public void Arc_has_every_row_with_its_choices()
    {
        SharedData.Require("datasets/arc/ARC-Challenge/test.jsonl");
        var arc = Examples.Benchmark("arc", new DataLayout("{subset}/{split}.jsonl"));

        var rows = Rows(arc, ["ARC-Challenge"], "test");

        Assert.Equal(1_172, rows.Count);
        Assert.All(rows, row => Assert.Contains(row.Text("answerKey"), row.Texts("choices.label")));
    }

    [Fact]
    public void TruthfulQa_has_every_row()
    {
        SharedData.Require("datasets/truthful_qa/TruthfulQA.csv");

        var rows = Rows(Examples.Benchmark("truthful_qa", new DataLayout("TruthfulQA.csv")), ["main"], "test");

        Assert.Equal(817, rows.Count);
    }

    private static List<string> Names(string folder, string ending) =>
        [
            .. Directory
                .EnumerateFiles(SharedData.Require(folder), "*" + ending)
                .Select(path => Path.GetFileName(path)[..^ending.Length]),
        ];

    private static List<DataRow> Rows(BenchmarkInfo benchmark, IEnumerable<string> subsets, string split)
    {
        var source = new LocalDataSource(SharedData.Require("datasets"));
        return [.. subsets.SelectMany(subset => source.Read(new DataAddress(benchmark, subset, split)))];
    }
}
