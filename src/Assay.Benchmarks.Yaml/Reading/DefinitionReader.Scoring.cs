using System.Collections.Immutable;
using Assay.Scoring.Extraction;
using Assay.Scoring.Metrics;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>Modes, extraction, metrics.</summary>
internal sealed partial class DefinitionReader
{
    private const string Letter = "letter";

    private (ImmutableArray<EvalMode> Modes, bool Text) Modes(AnswerKind kind)
    {
        if (kind is AnswerKind.FreeAnswer)
        {
            if (root["mode"] is PlanNode.TextNode { Value: "likelihood" })
            {
                root.Wrong(
                    "mode",
                    "is likelihood, but free answers have no choices to compare",
                    "write generate, or kind: multiple_choice"
                );
            }
            if (root.Has("continuation"))
            {
                root.Wrong("continuation", "is for multiple choice", "leave it out");
            }
        }
        var likelihood =
            root.Read("mode", value => value.Choice(["generate", "likelihood"]), "generate") == "likelihood";
        var text = root.Read("continuation", value => value.Choice([Letter, "text"]), Letter) == "text";
        return (
            kind is not AnswerKind.MultipleChoice ? [EvalMode.Generate]
            : likelihood ? [EvalMode.Likelihood, EvalMode.Generate]
            : [EvalMode.Generate, EvalMode.Likelihood],
            text
        );
    }

    private ImmutableArray<IAnswerMetric> Metrics(AnswerKind kind)
    {
        if (kind is AnswerKind.MultipleChoice)
        {
            root.Read(
                "metrics",
                value =>
                    value.Texts() is ["accuracy" or "acc"]
                        ? true
                        : throw value.Wrong(
                            "has more than accuracy, which multiple choice is scored by",
                            "leave it out"
                        ),
                true
            );
            return [];
        }
        if (kind is AnswerKind.Code)
        {
            foreach (var key in new[] { "metrics", "extract", "judge" }.Where(root.Has))
            {
                root.Wrong(key, "is for answers that are texts", "leave it out: programs are scored by running them");
            }
            return [];
        }
        var metrics = root.Read<ImmutableArray<IAnswerMetric>>(
            "metrics",
            value =>
                [
                    .. (value.Node is PlanNode.List list ? list.Items : [value.Node])
                        .Select(item => root.Try(() => Metric(item), null!))
                        .Where(metric => metric is not null),
                ],
            [AnswerMetrics.Find("exact_match")!]
        );
        if (
            metrics.GroupBy(metric => metric.Name, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1) is
            { } twice
        )
        {
            root.Wrong("metrics", $"has {twice.Key} twice", "name each metric once");
        }
        return metrics;
    }

    /// <summary><c>f1</c>, or <c>number: {tolerance: 0.1}</c>.</summary>
    private static IAnswerMetric Metric(PlanNode node)
    {
        var (name, options) = node is PlanNode.Object { Members: [var only] }
            ? (new PlanValue("metrics", new PlanNode.TextNode(only.Key, only.KeyPlace)), only.Value)
            : (new PlanValue("metrics", node), null);
        var known = AnswerMetrics.All.Select(metric => metric.Name).ToList();
        var metric =
            AnswerMetrics.Find(name.Text())
            ?? throw name.Wrong($"has '{name.Text()}', which is no metric", DidYouMean.Hint(name.Text(), known));
        if (options is null)
        {
            return metric;
        }
        var given = metric.Options.ToBuilder();
        foreach (var (key, place, value) in new PlanValue($"metrics.{metric.Name}", options).Object().Members)
        {
            given[key] = metric.Options.ContainsKey(key)
                ? new PlanValue($"metrics.{metric.Name}.{key}", value).Number()
                : throw new InputException(
                    $"metric {metric.Name} has no '{key}'",
                    place,
                    metric.Options.IsEmpty ? $"write {metric.Name} alone" : DidYouMean.Hint(key, metric.Options.Keys)
                );
        }
        try
        {
            return metric.With(given.ToImmutable());
        }
        catch (InputException e) when (e.Where is null)
        {
            throw new InputException(e.What, options.Place, e.Remedy, e);
        }
    }

    private ImmutableArray<ExtractionRule> Extraction(AnswerKind kind, ImmutableArray<IAnswerMetric> metrics)
    {
        if (!root.Has("extract") || kind is AnswerKind.Code)
        {
            return kind is AnswerKind.MultipleChoice ? [ExtractionRule.Of(Letter, loose: false)] : Default(metrics);
        }
        return root.Read<ImmutableArray<ExtractionRule>>(
            "extract",
            value =>
                [
                    .. (value.Node is PlanNode.List list ? list.Items : [value.Node])
                        .Select(item => root.Try(() => Rule(item, kind), null!))
                        .Where(rule => rule is not null),
                ],
            []
        );
    }

    /// <summary>Metrics that compare whole answers want them without the words around; others look at the whole text.</summary>
    private static ImmutableArray<ExtractionRule> Default(ImmutableArray<IAnswerMetric> metrics) =>
        metrics is [var primary, ..]
            ? primary.Name switch
            {
                "number" => [ExtractionRule.Of("number", loose: false)],
                "accuracy" or "exact_match" =>
                [
                    ExtractionRule.Of("answer", loose: false),
                    ExtractionRule.Of("whole", loose: false),
                ],
                _ => [ExtractionRule.Of("whole", loose: false)],
            }
            : [];

    /// <summary><c>last_line</c>, or an object with <c>rule</c> or <c>regex</c> and more about it.</summary>
    private ExtractionRule Rule(PlanNode node, AnswerKind kind)
    {
        if (node is not PlanNode.Object written)
        {
            return Named(new PlanValue("extract", node), kind, loose: false);
        }
        var reader = new KeyReader(
            written,
            "extract",
            ["rule", "regex", "group", "pick", "loose", "timeout"],
            mistakes
        );
        var loose = reader.Read("loose", value => value.Flag(), false);
        if (reader["rule"] is { } named)
        {
            return Named(new PlanValue("extract.rule", named), kind, loose);
        }
        var value = new PlanValue(
            "extract.regex",
            reader["regex"]
                ?? throw new InputException("extract has neither rule nor regex", written.Place, "write one of them")
        );
        var pattern = Raw(value);
        if (BoundedRegex.Complaint(pattern) is { } complaint)
        {
            throw value.Wrong(
                $"is no regular expression ({complaint})",
                "correct it; in YAML, put it in single quotes"
            );
        }
        var timeout = reader.Read<TimeSpan?>("timeout", x => x.Duration(TimeSpan.FromMilliseconds(1)), null);
        var regex = new BoundedRegex(pattern, timeout);
        var group = reader.Read(
            "group",
            x =>
                regex.HasGroup(x.Text())
                    ? x.Text()
                    : throw x.Wrong(
                        $"is '{x.Text()}', which the expression has not",
                        regex.Groups.Any()
                            ? $"known: 0, {string.Join(", ", regex.Groups)}"
                            : "put brackets around the answer"
                    ),
            regex.Groups.FirstOrDefault() ?? "0"
        );
        var last = reader.Read("pick", x => x.Choice(["first", "last"]), "last") == "last";
        return ExtractionRule.Of(regex, pattern, group, last, loose);
    }

    private static ExtractionRule Named(PlanValue value, AnswerKind kind, bool loose)
    {
        var fits = ExtractionRule
            .Named.Keys.Where(name => name == Letter == kind is AnswerKind.MultipleChoice)
            .ToList();
        var name = value.Text();
        return fits.Contains(name) ? ExtractionRule.Of(name, loose)
            : ExtractionRule.Named.ContainsKey(name)
                ? throw value.Wrong(
                    $"has {name}, which does not fit the kind of question",
                    $"known: {string.Join(", ", fits)}, or a regex"
                )
            : throw value.Wrong($"has '{name}', which is no rule", DidYouMean.Hint(name, fits.Append("regex")));
    }
}
