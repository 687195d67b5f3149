using System.Collections.Immutable;
using Assay.Judging;
using Assay.Models;
using Assay.Runs;

namespace Assay.Plans;

/// <summary>Who judges answers, and how.</summary>
public static partial class PlanKeys
{
    private static ImmutableArray<string> Strategies => ["auto", "rule", "llm", "llm_recall"];

    private static ImmutableArray<string> Scales => ["binary", "score"];

    private static ImmutableArray<string> Votes => ["majority", "mean"];

    private static IEnumerable<PlanKey> Judging() =>
        [
            new("judge_model", PlanKeyKind.Texts, "Models that judge answers; named as --model names them.")
            {
                Aliases = ["judge_models"],
                Form = "NAME",
                Read = (plan, value) => With(plan, judge => judge with { Models = value.Texts() }),
                Write = plan => plan.Judge.Models.IsEmpty ? null : Written.Texts(plan.Judge.Models),
            },
            new(
                "judge_api_url",
                PlanKeyKind.Text,
                "Address of the judges' server; default: --api-url. Its key: ASSAY_JUDGE_API_KEY."
            )
            {
                Form = "http://HOST:PORT/v1",
                Read = (plan, value) => With(plan, judge => judge with { ApiUrl = Secrets.Address(value) }),
                Write = plan => Written.Text(Secrets.Removed(plan.Judge.ApiUrl)),
            },
            new(
                "judge_strategy",
                PlanKeyKind.Text,
                "auto: judge where no rule can score; rule: never; llm: always; llm_recall: what the rules found wrong. Default: auto."
            )
            {
                Choices = Strategies,
                Read = (plan, value) =>
                    With(
                        plan,
                        judge => judge with { Strategy = (JudgeStrategy)Strategies.IndexOf(value.Choice(Strategies)) }
                    ),
                Write = plan => Named(Strategies, (int)plan.Judge.Strategy),
            },
            new("judge_rubric", PlanKeyKind.Text, "What judges are to look for; default: agreement with the reference.")
            {
                Form = "TEXT",
                Read = (plan, value) => With(plan, judge => judge with { Rubric = value.Text() }),
                Write = plan => Written.Text(plan.Judge.Rubric),
            },
            new(
                "judge_scale",
                PlanKeyKind.Text,
                "Verdicts: correct or incorrect, or a score from 1 to 10. Default: binary."
            )
            {
                Choices = Scales,
                Read = (plan, value) =>
                    With(plan, judge => judge with { Scale = (JudgeScale)Scales.IndexOf(value.Choice(Scales)) }),
                Write = plan => Named(Scales, (int)plan.Judge.Scale),
            },
            new("judge_vote", PlanKeyKind.Text, "How several judges become one value. Default: majority.")
            {
                Choices = Votes,
                Read = (plan, value) =>
                    With(plan, judge => judge with { Vote = (JudgeVote)Votes.IndexOf(value.Choice(Votes)) }),
                Write = plan => Named(Votes, (int)plan.Judge.Vote),
            },
            new(
                "judge_generation_config",
                PlanKeyKind.Members,
                "How judges are sampled. Default: max_tokens=1024,temperature=0."
            )
            {
                Unfold = value => GenerationConfig.Unfold(value).Take(1),
                Read = (plan, value) => With(plan, judge => judge with { Generation = JudgeOptions(value) }),
                Write = plan => plan.Judge.Generation is { } given ? GenerationConfig.Write(given) : null,
            },
            new("judge_worker_num", PlanKeyKind.Number, "Requests at once to each judge. Default: auto.")
            {
                Form = "N",
                Read = (plan, value) => With(plan, judge => judge with { BatchSize = value.Whole(least: 1) }),
                Write = plan => Written.Number(plan.Judge.BatchSize),
            },
            new(
                "judge_labels",
                PlanKeyKind.Text,
                "People's verdicts to compare with: a table with dataset, subset, index, verdict."
            )
            {
                Form = "FILE",
                Read = (plan, value) => With(plan, judge => judge with { Labels = value.Text() }),
                Write = plan => Written.Text(plan.Judge.Labels),
            },
            new(
                "judge_model_args",
                PlanKeyKind.Members,
                "The keys above in one object: model_id, api_url, score_type, …"
            )
            {
                Aliases = ["judge"],
                Unfold = UnfoldJudge,
            },
        ];

    private static IEnumerable<(string Key, PlanNode Value)> UnfoldJudge(PlanValue value)
    {
        var given = value.Object();
        Secrets.Refuse(given);
        foreach (var (key, place, setting) in given.Members)
        {
            if (setting is PlanNode.Null)
            {
                continue;
            }
            yield return Canonical(key) switch
            {
                "model" or "models" or "model_id" => ("judge_model", setting),
                "api_url" or "api_base" or "base_url" => ("judge_api_url", setting),
                "strategy" or "rubric" or "scale" or "vote" or "generation_config" or "worker_num" or "labels" => (
                    "judge_" + Canonical(key),
                    setting
                ),
                "score_type" => ("judge_scale", ScaleOf(setting)),
                _ => throw new InputException(
                    $"unknown key '{key}'",
                    place,
                    "known: model_id, api_url, strategy, rubric, scale, vote, generation_config, worker_num, labels"
                ),
            };
        }
    }

    // Today's platform says how a verdict is parsed; what it then holds is the scale.
    private static PlanNode ScaleOf(PlanNode setting) =>
        setting is PlanNode.TextNode text
            ? text with
            {
                Value = text.Value switch
                {
                    "numeric" => "score",
                    "pattern" => "binary",
                    var other => other,
                },
            }
            : setting;

    private static GenerationOptions JudgeOptions(PlanValue value) =>
        value.Object()["max_tokens"] is null
            ? GenerationConfig.Read(value) with
            {
                MaxTokens = JudgePlan.DefaultGeneration.MaxTokens,
            }
            : GenerationConfig.Read(value);

    // The first name is the default, which need not stand in a plan.
    private static PlanNode? Named(ImmutableArray<string> names, int index) =>
        index == 0 ? null : Written.Text(names[index]);

    private static EvalPlan With(EvalPlan plan, Func<JudgePlan, JudgePlan> change) =>
        plan with
        {
            Judge = change(plan.Judge),
        };
}
