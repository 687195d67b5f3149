using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>Reads a benchmark's YAML file. What is wrong is collected, so that a user sees all of it at once.</summary>
internal sealed partial class DefinitionReader
{
    /// <summary>The keys of the file, in the order in which they are written by habit.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        "name",
        "title",
        "description",
        "version",
        "licence",
        "license",
        "citation",
        "kind",
        "data",
        "split",
        "rows_at",
        "header",
        "separator",
        "subsets",
        "categories",
        "columns",
        "answer_is",
        "instruction",
        "prompt",
        "system_prompt",
        "few_shot",
        "mode",
        "continuation",
        "stop",
        "extract",
        "metrics",
        "aggregation",
        "judge",
        "code",
    ];

    private const string DefaultSubset = "main";

    private readonly string file;
    private readonly List<InputException> mistakes;
    private readonly KeyReader root;

    private DefinitionReader(PlanNode.Object node, string file, List<InputException> mistakes)
    {
        this.file = file;
        this.mistakes = mistakes;
        root = new KeyReader(node, "", Keys, mistakes);
    }

    /// <summary>The benchmark; null where mistakes were found.</summary>
    /// <param name="node">What the file says.</param>
    /// <param name="file">The file.</param>
    /// <param name="lookAtData">Whether to look for the data files and their columns, so that they are told with the rest.</param>
    /// <param name="mistakes">Takes what is wrong.</param>
    public static YamlBenchmark? Read(
        PlanNode.Object node,
        string file,
        bool lookAtData,
        List<InputException> mistakes
    ) => new DefinitionReader(node, file, mistakes).Read(lookAtData);

    private YamlBenchmark? Read(bool lookAtData)
    {
        var name = Name();
        var kind = Kind();
        var columns = Columns(kind);
        var files = Files();
        var asked = AskedSplit(files);
        var form = AnswerIs(kind);
        var separator = Separator();
        var parser = new SampleParser(name, kind, columns, form, separator);
        var shots = FewShot(kind, columns, form, separator, files, asked, name);
        var data = new YamlDataSource(
            Path.GetDirectoryName(file) ?? "",
            files,
            new DataLayout("") { Columns = Texts("header"), RowsAt = root.Text("rows_at") },
            columns.Subset
        );
        if (lookAtData)
        {
            LookAtData(files, asked, columns, data);
        }
        var subsets = Subsets(files, asked, columns, data);
        var metrics = Metrics(kind);
        var prompts = Prompts(kind, columns);
        var code = Code(kind, columns);
        var (modes, text) = Modes(kind);
        var definition = new BenchmarkDefinition
        {
            Info = Info(name, asked, subsets, shots, modes),
            Kind = kind,
            Columns = columns,
            AnswerForm = form,
            Separator = separator,
            ContinuesWithText = text,
            Instruction = prompts.Instruction,
            Prompt = prompts.Prompt ?? Default(kind, text, code, columns),
            Example = shots.Template,
            Examples = shots.Examples,
            SystemPrompt = root.Text("system_prompt"),
            Stop = Texts("stop"),
            Extraction = Extraction(kind, metrics),
            Metrics = metrics,
            Code = code,
        };
        return mistakes.Count > 0 ? null
            : code is null ? new YamlBenchmark(definition, parser, data)
            : new YamlCodeBenchmark(definition, code, parser, data);
    }

    private BenchmarkInfo Info(
        string name,
        string asked,
        ImmutableArray<SubsetInfo> subsets,
        Shots shots,
        ImmutableArray<EvalMode> modes
    ) =>
        new()
        {
            Name = name,
            Title = root.Text("title") ?? name,
            Summary = root.Text("description") ?? $"A benchmark of one's own, {Path.GetFileName(file)}.",
            Version = root.Read("version", value => value.Whole(least: 1), 1),
            Licence = root.Text("licence") ?? root.Text("license") ?? "not stated",
            Citation = root.Text("citation") ?? "none",
            Rubric = root.Object("judge", "rubric")?.Text("rubric"),
            NeedsJudge = root["kind"] is PlanNode.TextNode { Value: "judged" },
            Folders = [],
            Layouts = [],
            Subsets = subsets,
            EvaluationSplit = asked,
            FewShotSplit = shots.Split,
            FewShot = shots.Number,
            MaxFewShot = shots.Split is null ? shots.Examples.Length : null,
            FewShotRandom = shots.Random,
            Modes = modes,
            Protocols = ["own"],
            Headline = Aggregation(),
        };

    private string Name()
    {
        if (!root.Has("name"))
        {
            root.Wrong("name", "is missing", "write name: my_benchmark");
            return "";
        }
        return root.Read(
            "name",
            value =>
            {
                var name = value.Text();
                if (!NameForm().IsMatch(name))
                {
                    throw value.Wrong($"is '{name}'", "use letters, digits, _ and -, beginning with a letter");
                }
                var taken = BenchmarkRegistry.All.Select(x => x.Info).SelectMany(x => x.Aliases.Prepend(x.Name));
                return taken.Contains(name, StringComparer.OrdinalIgnoreCase)
                    ? throw value.Wrong($"is '{name}', as a benchmark of Assay is called", "choose another")
                    : name;
            },
            ""
        );
    }

    private AnswerKind Kind()
    {
        const string Choice = "multiple_choice";
        const string Judged = "judged";
        const string Code = "code";
        var offersChoices = (this.root["columns"] as PlanNode.Object)?["choices"] is not null;
        var fallback = offersChoices ? AnswerKind.MultipleChoice : AnswerKind.FreeAnswer;
        return root.Read(
            "kind",
            value =>
                value.Choice([Choice, "free_answer", Judged, Code]) switch
                {
                    Choice => AnswerKind.MultipleChoice,
                    Code => AnswerKind.Code,
                    _ => AnswerKind.FreeAnswer,
                },
            fallback
        );
    }

    private static string Name(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.MultipleChoice => "multiple_choice",
            AnswerKind.Code => "code",
            _ => "free_answer",
        };

    private Headline Aggregation() =>
        root.Read(
            "aggregation",
            value =>
                value.Choice(["samples", "subsets", "categories"]) switch
                {
                    "subsets" => Headline.Subsets,
                    "categories" => Headline.Categories,
                    _ => Headline.Samples,
                },
            Headline.Samples
        );

    private string? Separator() => root.Read<string?>("separator", Raw, null);

    /// <summary>A list of texts, each as it is; a text is a list of one.</summary>
    private ImmutableArray<string> Texts(string key) =>
        root.Read<ImmutableArray<string>>(
            key,
            value =>
                value.Node is PlanNode.List list
                    ? [.. list.Items.Select(item => Raw(value with { Node = item }))]
                    : [Raw(value)],
            []
        );

    // Blanks and line breaks count: they may be what ends an answer.
    private static string Raw(PlanValue value) =>
        value.Node is PlanNode.TextNode { Value: { } text }
            ? text.Length > 0
                ? text
                : throw value.Wrong("is an empty text", "write a text, or leave it out")
            : value.Text();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex NameForm();
}
