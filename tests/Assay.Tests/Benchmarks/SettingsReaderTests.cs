using System.Collections.Immutable;
using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Tests.Benchmarks;

public sealed class SettingsReaderTests
{
    private static readonly BenchmarkInfo Quiz = new()
    {
        Name = "quiz",
        Title = "Quiz",
        Summary = "For tests.",
        Version = 1,
        Licence = "none",
        Citation = "none",
        Folders = ["quiz"],
        Subsets = [new SubsetInfo("alpha"), new SubsetInfo("beta"), new SubsetInfo("gamma")],
        EvaluationSplit = "test",
        FewShotSplit = "dev",
        FewShot = 3,
        MaxFewShot = 5,
        Modes = [EvalMode.Generate, EvalMode.Likelihood],
        Protocols = ["llmuses", "official", "lm-eval"],
        ChainOfThought = true,
        Layouts = [new DataLayout("{split}.jsonl")],
        OwnKeys = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("hard_only", "Only the hard ones.")]),
    };

    private static readonly BenchmarkInfo Exam = Quiz with
    {
        Name = "exam",
        OtherSplits = ImmutableSortedDictionary.CreateRange([
            KeyValuePair.Create<string, ImmutableArray<SubsetInfo>>("val", [new("alpha", 7), new("beta", 8)]),
        ]),
        SubsetGroups = ImmutableSortedDictionary.CreateRange([
            KeyValuePair.Create<string, ImmutableArray<string>>("hard", ["beta", "gamma"]),
        ]),
        ProtocolDefaults = ImmutableSortedDictionary.CreateRange([
            KeyValuePair.Create("lm-eval", new ProtocolDefaults { Subsets = [new("alpha", 3)] }),
        ]),
    };

    [Theory]
    [InlineData("eval_split")]
    [InlineData("split")]
    public void Another_split_brings_its_own_subsets(string key)
    {
        var settings = SettingsReader.Read(Exam, Json($$"""{"{{key}}": "val"}"""));

        Assert.Equal("val", settings.Split);
        Assert.Equal([new("alpha", 7), new("beta", 8)], settings.Subsets);
    }

    [Fact]
    public void The_benchmarks_own_split_may_be_named() =>
        Assert.Null(SettingsReader.Read(Exam, Json("""{"eval_split": "test"}""")).Split);

    [Theory]
    [InlineData("train", "eval_split is 'train', which cannot be evaluated here")]
    [InlineData("tset", "did you mean 'test'?")]
    public void A_split_that_is_not_there_is_an_error(string split, string message) =>
        Assert.Contains(
            message,
            Assert
                .Throws<InputException>(() => SettingsReader.Read(Exam, Json($$"""{"eval_split": "{{split}}"}""")))
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("hard", "beta gamma")]
    [InlineData("HARD,alpha", "alpha beta gamma")]
    [InlineData("hard,beta", "beta gamma")]
    public void A_group_of_subsets_goes_by_its_name(string list, string subsets) =>
        Assert.Equal(
            subsets,
            string.Join(
                ' ',
                SettingsReader
                    .Read(Exam, Json($$"""{"subset_list": "{{list}}"}"""))
                    .Subsets.Select(subset => subset.Name)
            )
        );

    [Fact]
    public void A_protocol_may_have_subsets_of_its_own() =>
        Assert.Equal([new("alpha", 3)], SettingsReader.Read(Exam, Json("""{"protocol": "lm-eval"}""")).Subsets);

    [Fact]
    public void Users_data_have_any_subsets_and_splits()
    {
        var settings = SettingsReader.Read(
            Exam with
            {
                UsersData = true,
            },
            Json("""{"subset_list": ["mine", "yours", "mine"], "eval_split": "june"}""")
        );

        Assert.Equal("june", settings.Split);
        Assert.Equal([new("mine"), new("yours")], settings.Subsets);
    }

    [Fact]
    public void Of_users_data_without_named_subsets_all_are_meant() =>
        Assert.Empty(SettingsReader.Read(Exam with { UsersData = true }).Subsets);

    [Fact]
    public void Examples_and_questions_cannot_come_from_one_split() =>
        Assert.Contains(
            "where the examples come from",
            Assert
                .Throws<InputException>(() =>
                    SettingsReader.Read(Exam with { UsersData = true }, Json("""{"eval_split": "dev"}"""))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"few_shot_num": null, "limit": null, "protocol": null, "hard_only": null}""")]
    public void Nothing_given_leaves_the_benchmarks_defaults(string? json)
    {
        var settings = Read(json);

        Assert.Equal(
            ("llmuses", EvalMode.Generate, 3, false, true, 1, null, null),
            (
                settings.Protocol,
                settings.Mode,
                settings.FewShot,
                settings.FewShotRandom,
                settings.ChainOfThought,
                settings.Repeats,
                settings.Limit,
                settings.LocalPath
            )
        );
        Assert.Equal(Quiz.Subsets, settings.Subsets);
        Assert.Empty(settings.Own);
    }

    [Theory]
    [InlineData(
        """{"few_shot_num": 2, "few_shot_random": true, "cot": false, "repeats": 4, "limit": 0.5, "mode": "generate"}"""
    )]
    [InlineData(
        """{"few_shot_num": "2", "few_shot_random": "True", "cot": "false", "repeats": "4", "limit": "0.5", "mode": "Generate"}"""
    )]
    [InlineData("""{"few_shot": 2.0, "few_shot_random": true, "cot": false, "repeats": 4, "limit": 5e-1}""")]
    public void Values_may_be_typed_or_texts(string json)
    {
        var settings = Read(json);

        Assert.Equal(
            (2, true, false, 4, 0.5),
            (settings.FewShot, settings.FewShotRandom, settings.ChainOfThought, settings.Repeats, settings.Limit)
        );
    }

    [Fact]
    public void Texts_are_taken_as_they_are()
    {
        var settings = Read(
            """{"prompt_template": " {query} ", "system_prompt": "Be brief.", "local_path": "/data"}"""
        );

        Assert.Equal(
            (" {query} ", "Be brief.", "/data"),
            (settings.PromptTemplate, settings.SystemPrompt, settings.LocalPath)
        );
    }

    [Theory]
    [InlineData("""{"protocol": "LM-Eval"}""", "lm-eval")]
    [InlineData("""{"protocol": "official"}""", "official")]
    public void A_protocol_is_known_in_letters_of_any_case(string json, string protocol) =>
        Assert.Equal(protocol, Read(json).Protocol);

    [Fact]
    public void Likelihood_asks_for_no_reasoning() =>
        Assert.Equal(
            (EvalMode.Likelihood, false),
            (Read("""{"mode": "likelihood"}""").Mode, Read("""{"mode": "likelihood"}""").ChainOfThought)
        );

    [Theory]
    [InlineData("""{"subset_list": ["gamma", "alpha"]}""")]
    [InlineData("""{"subset_list": ["gamma", "alpha", "GAMMA", "gamma"]}""")]
    [InlineData("""{"subset_list": "gamma, alpha"}""")]
    [InlineData("""{"subset": "Gamma,ALPHA"}""")]
    public void Subsets_keep_the_benchmarks_order_and_come_once(string json) =>
        Assert.Equal(["alpha", "gamma"], Read(json).Subsets.Select(subset => subset.Name));

    [Fact]
    public void The_arguments_go_before_the_runs_limit_and_repeats()
    {
        var settings = SettingsReader.Read(Quiz, Json("""{"limit": 7, "repeats": 2}"""), limit: 10, repeats: 3);

        Assert.Equal((7, 2), (settings.Limit, settings.Repeats));
    }

    [Fact]
    public void The_runs_limit_and_repeats_hold_where_the_arguments_say_nothing()
    {
        var settings = SettingsReader.Read(Quiz, null, limit: 10, repeats: 3);

        Assert.Equal((10, 3), (settings.Limit, settings.Repeats));
    }

    [Fact]
    public void The_benchmarks_own_keys_are_passed_on() =>
        Assert.True(Read("""{"hard_only": true}""").Own["hard_only"].GetBoolean());

    [Theory]
    [InlineData("[]", "the arguments of a data set are a JSON object")]
    [InlineData(
        """{"few_shots_num": 1}""",
        "unknown key 'few_shots_num'; did you mean 'few_shot_num'? known: cot, eval_split, extractor,"
    )]
    [InlineData("""{"harder": true}""", "hard_only")]
    [InlineData("""{"few_shot_num": "many"}""", "few_shot_num is \"many\", not a number")]
    [InlineData("""{"few_shot_num": true}""", "few_shot_num is true, not a number")]
    [InlineData("""{"few_shot_num": 1.5}""", "few_shot_num is 1.5, not a whole number")]
    [InlineData("""{"few_shot_num": -1}""", "few_shot_num is -1, less than 0")]
    [InlineData("""{"few_shot_num": 6}""", "few_shot_num is 6, but there are 5 examples; write 0 to 5")]
    [InlineData("""{"few_shot_num": 1, "few_shot": 2}""", "few_shot_num is given twice")]
    [InlineData("""{"few_shot_random": 1}""", "few_shot_random is 1, not true or false")]
    [InlineData("""{"cot": "maybe"}""", "cot is \"maybe\", not true or false")]
    [InlineData("""{"cot": true, "mode": "likelihood"}""", "nothing is written in mode likelihood")]
    [InlineData(
        """{"mode": "likelyhood"}""",
        "mode is 'likelyhood', which this benchmark has not; did you mean 'likelihood'?"
    )]
    [InlineData("""{"protocol": "lmeval"}""", "did you mean 'lm-eval'? known: llmuses, lm-eval, official")]
    [InlineData("""{"protocol": 1}""", "protocol is 1, not a text")]
    [InlineData("""{"repeats": 0}""", "repeats is 0, less than 1")]
    [InlineData("""{"limit": 0}""", "limit is not above 0")]
    [InlineData("""{"limit": -3}""", "limit is not above 0")]
    [InlineData("""{"limit": 2.5}""", "limit is 2.5, neither a count nor a share")]
    [InlineData("""{"limit": "NaN"}""", "limit is \"NaN\", not a number")]
    [InlineData(
        """{"subset_list": ["delta"]}""",
        "subset_list has 'delta', which is no subset; known: alpha, beta, gamma"
    )]
    [InlineData("""{"subset_list": ["gama"]}""", "did you mean 'gamma'?")]
    [InlineData("""{"subset_list": []}""", "subset_list is empty")]
    [InlineData("""{"subset_list": [1]}""", "subset_list is [1], not a list of texts")]
    [InlineData("""{"system_prompt": ["a"]}""", "system_prompt is [\"a\"], not a text")]
    public void A_value_that_cannot_be_is_an_error_that_names_data_set_and_key(string json, string message)
    {
        var error = Assert.Throws<InputException>(() => Read(json));

        Assert.StartsWith("--dataset-args quiz: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_subsets_are_not_listed_but_the_way_to_list_them_is_told()
    {
        var large = Quiz with { Subsets = [.. Enumerable.Range(0, 57).Select(i => new SubsetInfo($"subject_{i}"))] };

        var error = Assert.Throws<InputException>(() =>
            SettingsReader.Read(large, Json("""{"subset_list": ["subjekt_7"]}"""))
        );
        Assert.EndsWith(
            "did you mean 'subject_7'? 'assay datasets show quiz' lists all 57",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"cot": true}""", "the benchmark has no chain of thought")]
    [InlineData("""{"few_shot_num": 1}""", "few_shot_num is 1, but there are no examples")]
    [InlineData("""{"mode": "likelihood"}""", "mode is 'likelihood', which this benchmark has not")]
    public void What_a_benchmark_has_not_is_an_error(string json, string message)
    {
        var bare = Quiz with
        {
            ChainOfThought = null,
            FewShotSplit = null,
            FewShot = 0,
            MaxFewShot = null,
            Modes = [EvalMode.Generate],
        };

        var error = Assert.Throws<InputException>(() => SettingsReader.Read(bare, Json(json)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"cot": false}""")]
    [InlineData("""{"few_shot_num": 0, "few_shot_random": true}""")]
    public void Saying_no_to_what_a_benchmark_has_not_is_no_error(string json)
    {
        var bare = Quiz with { ChainOfThought = null, FewShotSplit = null, FewShot = 0, MaxFewShot = null };

        Assert.Equal(
            (0, false),
            (SettingsReader.Read(bare, Json(json)).FewShot, SettingsReader.Read(bare).ChainOfThought)
        );
    }

    [Fact]
    public void Fixed_examples_cannot_be_drawn_at_random()
    {
        var fixedOnes = Quiz with { FewShotSplit = null };

        var error = Assert.Throws<InputException>(() =>
            SettingsReader.Read(fixedOnes, Json("""{"few_shot_random": true}"""))
        );
        Assert.Contains("the examples are fixed", error.Message, StringComparison.Ordinal);
    }

    private static BenchmarkSettings Read(string? json) => SettingsReader.Read(Quiz, json is null ? null : Json(json));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
