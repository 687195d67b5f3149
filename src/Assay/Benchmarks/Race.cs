using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Assay.Benchmarks;

/// <summary>RACE: reading comprehension from English examinations in Chinese schools.</summary>
public sealed class Race : ChoiceBenchmark
{
    private const string MostCharacters = "max_article_chars";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "race",
            Title = "RACE",
            Summary =
                "Questions with four choices about articles, from English examinations of Chinese middle and high schools.",
            Version = 1,
            Licence = "non-commercial research only",
            Citation =
                "Lai et al. 2017, RACE: Large-scale ReAding Comprehension Dataset From Examinations, https://arxiv.org/abs/1704.04683",
            ModelScopeId = "modelscope/race",
            HuggingFaceId = "ehovy/race",
            Folders = ["race", "RACE"],
            Subsets = [new("high", 3_498), new("middle", 1_436)],
            EvaluationSplit = "test",
            FewShotSplit = "train",
            FewShot = 3,
            Modes = [EvalMode.Generate, EvalMode.Likelihood],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            ProtocolDefaults = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(
                        Protocol.LmEval,
                        new ProtocolDefaults(FewShot: 0, EvalMode.Likelihood) { Subsets = [new("high", 1_045)] }
                    ),
                ]
            ),
            Layouts =
            [
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}.json"),
                new("{subset}/{split}-*.parquet"),
                new("data/{subset}/{split}.jsonl"),
                new("{split}/{subset}/*.txt") { ManyFiles = true, Format = ".jsonl" },
                new("RACE/{split}/{subset}/*.txt") { ManyFiles = true, Format = ".jsonl" },
                new("{subset}_{split}.jsonl"),
                new("all/{split}.jsonl"),
                new("all/{split}-*.jsonl"),
                new("all/{split}-*.parquet"),
                new("{split}.jsonl"),
                new("race_*.jsonl"),
            ],
            OwnKeys = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(
                        MostCharacters,
                        "the most characters of an article; a longer one loses its beginning. For servers, whose context is not known"
                    ),
                ]
            ),
            Traps =
            [
                "The early platform writes the article and the question twice; here they stand once.",
                "Questions about one article are not independent: intervals are made over articles.",
                "Where a prompt is too long for a local model, the examples go first, then the article loses its beginning; the question stays. A server gets all of it unless max_article_chars says otherwise.",
                "The authors give no prompt; protocol official asks as the early platform does and looks for the letter at the start first.",
                "Protocol lm-eval asks the last question of each article of high alone (1,045) and shows the earlier ones with their answers. Of a question that ends in a blank it shows the blank alone, as the harness does.",
            ],
        };

    /// <summary>
    /// Samples of rows that hold a question each (the hubs), or an article with all its questions (the authors' files). Rows whose article
    /// is named after the other level are left out. Under <c>lm-eval</c> the questions of an article make one sample.
    /// </summary>
    /// <inheritdoc/>
    public override IEnumerable<Sample> Read(IEnumerable<DataRow> rows, string subset, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var index = 0;
        foreach (var article in RaceArticle.Of(rows))
        {
            if (Info.Subsets.Any(level => level.Name != subset && article.IsOf(level.Name)))
            {
                continue;
            }
            if (settings.Protocol == Protocol.LmEval)
            {
                yield return Make(article, article.Questions.Length - 1, subset, index++) with
                {
                    Fields = ImmutableSortedDictionary.CreateRange(
                        StringComparer.Ordinal,
                        [KeyValuePair.Create(RaceArticle.Earlier, article.EarlierQuestions())]
                    ),
                };
                continue;
            }
            for (var i = 0; i < article.Questions.Length; i++)
            {
                yield return Make(article, i, subset, index++);
            }
        }
    }

    /// <summary>The first question of a row.</summary>
    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index) => Make(RaceArticle.Of(row), 0, subset, index);

    /// <inheritdoc/>
    protected override void Check(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is { Protocol: Protocol.LmEval, Mode: EvalMode.Generate })
        {
            throw new InputException(
                "protocol lm-eval never shows the choices of race, so a text cannot answer it",
                remedy: "set mode=likelihood, or another protocol"
            );
        }
        MostOf(settings);
    }

    /// <inheritdoc/>
    protected override string Preface(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? ""
            : "The following are multiple choice reading comprehension questions (with answers).\n\n";
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var article = Article(sample, settings);
        return settings.Protocol == Protocol.LmEval
            ? $"Article: {article}\n\n{sample.Fields.GetValueOrDefault(RaceArticle.Earlier)}{sample.Question}"
            : $"Article:\n{article}\nQuestion:\n{sample.Question}\n{Lettered(sample)}\nAnswer:";
    }

    /// <inheritdoc/>
    protected override string Article(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var article = sample.Passage ?? "";
        if (MostOf(settings) is not { } most || article.Length <= most)
        {
            return article;
        }
        var from = article.Length - most;
        while (from < article.Length && !char.IsWhiteSpace(article[from - 1]))
        {
            from++;
        }
        return article[from..];
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Continuations(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? [.. sample.Choices.Select(choice => " " + choice.Text)]
            : base.Continuations(sample, settings);
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.FewShot > 0 ? ["\n\nArticle:"] : [];
    }

    private static int? MostOf(BenchmarkSettings settings)
    {
        if (!settings.Own.TryGetValue(MostCharacters, out var given))
        {
            return null;
        }
        var text = given.ValueKind == JsonValueKind.String ? given.GetString() : given.GetRawText();
        return int.TryParse(text, out var most) && most > 0
            ? most
            : throw new InputException(
                $"{MostCharacters} is {given.GetRawText()}, not a number of characters",
                "--dataset-args race",
                "write a whole number above 0"
            );
    }

    private Sample Make(RaceArticle article, int question, string subset, int index)
    {
        var (text, options, answer) = article.Questions[question];
        var choices = Letter(options, article.Row);
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = text,
            Choices = choices,
            Reference = LetterAt(answer, choices, article.Row),
            Passage = article.Text,
            Cluster = $"{subset}/{article.Id}",
        };
    }

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("race", () => new Race());
}
