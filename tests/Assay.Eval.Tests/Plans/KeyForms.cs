using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Assay.Judging;
using Assay.Models;
using Assay.Plans;
using Assay.Runs;
using Assay.Scoring.Extraction;

namespace Assay.Eval.Tests.Plans;

/// <summary>One key in each of its forms, and what they mean.</summary>
/// <param name="Name">The key, or an alias of it.</param>
/// <param name="Flag">The values behind the flag.</param>
/// <param name="Yaml">The value in YAML.</param>
/// <param name="Json">The value in JSON.</param>
/// <param name="Value">The value in a dictionary.</param>
/// <param name="Means">The default plan with the value in it.</param>
internal sealed record KeyForms(
    string Name,
    string[] Flag,
    string Yaml,
    string Json,
    object? Value,
    Func<EvalPlan, EvalPlan> Means
)
{
    public static EvalPlan Default { get; } = new() { Models = [], Datasets = ["mini_mmlu"] };

    public static ImmutableArray<KeyForms> All { get; } =
    [
        new(
            "model",
            ["baseline:first", "2024"],
            "[baseline:first, 2024]",
            """["baseline:first", 2024]""",
            new object[] { "baseline:first", 2024 },
            plan => plan with { Models = ["baseline:first", "2024"] }
        ),
        One("models", "qwen/Qwen-1_8B", plan => plan with { Models = ["qwen/Qwen-1_8B"] }),
        One("model_id", "chat glm", plan => plan with { Models = ["chat glm"] }),
        One("eval_type", "openai_api", plan => plan with { EvalType = "openai_api" }),
        One("api_url", "http://127.0.0.1:8000/v1", plan => plan with { ApiUrl = "http://127.0.0.1:8000/v1" }),
        One("api_base", "https://host/v1", plan => plan with { ApiUrl = "https://host/v1" }),
        One("base_url", "https://host/v1", plan => plan with { ApiUrl = "https://host/v1" }),
        One("template_type", "chatglm3", plan => plan with { TemplateType = "chatglm3" }),
        One("chat_template", "chat.jinja", plan => plan with { ChatTemplate = "chat.jinja" }),
        new(
            "model_args",
            ["revision=v1.0.2,precision=torch.float16,device_map=auto"],
            "{revision: v1.0.2, precision: torch.float16, device_map: auto}",
            """{"revision": "v1.0.2", "precision": "torch.float16", "device_map": "auto"}""",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["revision"] = "v1.0.2",
                ["precision"] = "torch.float16",
                ["device_map"] = "auto",
            },
            plan =>
                plan with
                {
                    ModelArgs = Entries(
                        ("revision", "\"v1.0.2\""),
                        ("precision", "\"float16\""),
                        ("device_map", "\"auto\"")
                    ),
                }
        ),
        new(
            "generation_config",
            ["do_sample=True,temperature=0.7,top_p=0.9,max_new_tokens=64,logprobs=True"],
            "{do_sample: true, temperature: 0.7, top_p: 0.9, max_new_tokens: 64, logprobs: true}",
            """{"do_sample": true, "temperature": 0.7, "top_p": 0.9, "max_new_tokens": 64, "logprobs": true}""",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["do_sample"] = true,
                ["temperature"] = 0.7,
                ["top_p"] = 0.9,
                ["max_new_tokens"] = 64,
                ["logprobs"] = true,
            },
            plan =>
                plan with
                {
                    Generation = new GenerationOptions
                    {
                        Temperature = 0.7,
                        TopP = 0.9,
                        MaxTokens = 64,
                        Extra = Entries(("logprobs", "true")),
                    },
                }
        ),
        new(
            "datasets",
            ["mmlu", "ceval"],
            "\n  - mmlu\n  - ceval",
            """["mmlu", "ceval"]""",
            new List<string> { "mmlu", "ceval" },
            plan => plan with { Datasets = ["mmlu", "ceval"] }
        ),
        One("dataset", "arc, gsm8k", plan => plan with { Datasets = ["arc", "gsm8k"] }),
        new(
            "dataset_args",
            ["""{"ceval": {"few_shot_num": 0, "few_shot_random": false}}"""],
            "{ceval: {few_shot_num: 0, few_shot_random: false}}",
            """{"ceval": {"few_shot_num": 0, "few_shot_random": false}}""",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ceval"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["few_shot_num"] = 0,
                    ["few_shot_random"] = false,
                },
            },
            plan => plan with { DatasetArgs = Entries(("ceval", """{"few_shot_num":0,"few_shot_random":false}""")) }
        ),
        One("dataset_hub", "local", plan => plan with { DatasetHub = "Local" }),
        new(
            "plugins",
            ["a.dll", "b.dll"],
            "[a.dll, b.dll]",
            """["a.dll", "b.dll"]""",
            new object[] { "a.dll", "b.dll" },
            plan => plan with { Plugins = ["a.dll", "b.dll"] }
        ),
        One("plugin", "a.dll", plan => plan with { Plugins = ["a.dll"] }),
        One("dataset_dir", "/path/to/workdir/data", plan => plan with { DatasetDir = "/path/to/workdir/data" }),
        One("model_hub", "huggingface", plan => plan with { ModelHub = "HuggingFace" }),
        Switch("offline", plan => plan with { Offline = true }),
        Number("limit", 10, plan => plan with { Limit = 10 }),
        Number("repeats", 3, plan => plan with { Repeats = 3 }),
        Number("seed", -7, plan => plan with { Seed = -7 }),
        Number("shuffle", 5, plan => plan with { Shuffle = 5 }),
        One("extractor", "Strict", plan => plan with { Extractor = Extractor.Strict }),
        One("stage", "Infer", plan => plan with { Stage = Stage.Infer }),
        Switch("rerun_review", plan => plan with { Stage = Stage.Review }),
        Number("max_failed", 0.25, plan => plan with { MaxFailed = 0.25 }),
        Switch("ignore_errors", plan => plan with { MaxFailed = 1 }),
        One("outputs", "./outputs/test2", plan => plan with { Outputs = "./outputs/test2" }),
        One("work_dir", "caches", plan => plan with { WorkDir = "caches" }),
        Switch("use_cache", plan => plan with { UseCache = "true" }),
        One(
            "use_cache",
            "outputs/20260102_030405_1a2b",
            plan => plan with { UseCache = "outputs/20260102_030405_1a2b" }
        ),
        Switch("mem_cache", plan => plan with { MemCache = true }),
        Switch("no_cache", plan => plan with { NoCache = true }),
        One("targets", "published.csv", plan => plan with { Targets = "published.csv" }),
        Switch("new_run", plan => plan with { NewRun = true }),
        Switch("dry_run", plan => plan with { DryRun = true }),
        Switch("debug", plan => plan with { Debug = true }),
        Number("eval_batch_size", 8, plan => plan with { BatchSize = 8 }),
        One("eval_batch_size", "auto", plan => plan with { BatchSize = null }),
        Number("batch_size", 1, plan => plan with { BatchSize = 1 }),
        Switch("stream", plan => plan with { Stream = true }),
        Number("timeout", 90, plan => plan with { Timeout = TimeSpan.FromSeconds(90) }),
        One("timeout", "1h30m", plan => plan with { Timeout = TimeSpan.FromMinutes(90) }),
        Number("max_retries", 0, plan => plan with { MaxRetries = 0 }),
        One("retry_delay", "250ms", plan => plan with { RetryDelay = TimeSpan.FromMilliseconds(250) }),
        Judged("judge_model", "gpt-x", judge => judge with { Models = ["gpt-x"] }),
        Judged("judge_models", "gpt-x", judge => judge with { Models = ["gpt-x"] }),
        Judged("judge_api_url", "http://host/v1", judge => judge with { ApiUrl = "http://host/v1" }),
        Judged("judge_strategy", "LLM_recall", judge => judge with { Strategy = JudgeStrategy.LlmRecall }),
        Judged("judge_rubric", "Be strict.", judge => judge with { Rubric = "Be strict." }),
        Judged("judge_scale", "score", judge => judge with { Scale = JudgeScale.Score }),
        Judged("judge_vote", "mean", judge => judge with { Vote = JudgeVote.Mean }),
        Judged(
            "judge_generation_config",
            "temperature=0.5",
            judge => judge with { Generation = JudgePlan.DefaultGeneration with { Temperature = 0.5 } }
        ),
        Judged("judge_worker_num", "4", judge => judge with { BatchSize = 4 }),
        One("sandbox", "bubblewrap", plan => plan with { Sandbox = "bubblewrap" }),
        Number("sandbox_parallel", 3, plan => plan with { SandboxParallel = 3 }),
        Switch("i_understand_the_risk", plan => plan with { UnderstandsTheRisk = true }),
        Judged("judge_labels", "people.csv", judge => judge with { Labels = "people.csv" }),
        Judged(
            "judge_model_args",
            "model_id=gpt-x,score_type=numeric",
            judge => judge with { Models = ["gpt-x"], Scale = JudgeScale.Score }
        ),
        Judged(
            "judge",
            "model=gpt-x,strategy=llm",
            judge => judge with { Models = ["gpt-x"], Strategy = JudgeStrategy.Llm }
        ),
    ];

    /// <summary>What the forms mean, as a text to compare.</summary>
    public string Meaning => PlanText.Of(Means(Default));

    public string FlagName => "--" + Name.Replace('_', '-');

    public bool NamesDatasets => Name is "datasets" or "dataset";

    public static ImmutableSortedDictionary<string, JsonElement> Entries(params (string Key, string Json)[] entries) =>
        entries.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => JsonElement.Parse(entry.Json),
            StringComparer.Ordinal
        );

    public override string ToString() => Name;

    private static KeyForms One(string name, string text, Func<EvalPlan, EvalPlan> means) =>
        new(name, [text], $"'{text}'", $"\"{text}\"", text, means);

    private static KeyForms Judged(string name, string text, Func<JudgePlan, JudgePlan> means) =>
        One(name, text, plan => plan with { Judge = means(plan.Judge) });

    private static KeyForms Number(string name, double number, Func<EvalPlan, EvalPlan> means)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new KeyForms(name, [text], text, text, number, means);
    }

    private static KeyForms Switch(string name, Func<EvalPlan, EvalPlan> means) =>
        new(name, [], "true", "true", true, means);
}
