using Assay.Backends;

namespace Assay.Plans;

/// <summary>Who answers, and how.</summary>
public static partial class PlanKeys
{
    private static IEnumerable<PlanKey> Subjects() =>
        [
            new(
                "model",
                PlanKeyKind.Texts,
                "Models: a folder, a hub's ORG/NAME, a server's model name (with --api-url), or SCHEME:REST (replay:, baseline:, ollama:)."
            )
            {
                Aliases = ["models", "model_id"],
                Form = "NAME",
                Read = (plan, value) => plan with { Models = value.Texts() },
                Write = plan => Written.Texts(plan.Models),
            },
            new(
                "model_hub",
                PlanKeyKind.Text,
                "Where models (ORG/NAME) come from that are not here. Default: ModelScope."
            )
            {
                Choices = Hubs,
                Read = (plan, value) => plan with { ModelHub = value.Choice(Hubs) },
                Write = plan => Written.Text(plan.ModelHub),
            },
            new("eval_type", PlanKeyKind.Text, "Kind of backend; default: what the model's name and --api-url say.")
            {
                Choices = EvalTypes.Names,
                Read = (plan, value) => plan with { EvalType = value.Choice(EvalTypes.Names) },
                Write = plan => Written.Text(plan.EvalType),
            },
            new("api_url", PlanKeyKind.Text, "Address of an OpenAI-compatible server. Default: OPENAI_BASE_URL.")
            {
                Aliases = ["api_base", "base_url"],
                Form = "http://HOST:PORT/v1",
                Read = (plan, value) => plan with { ApiUrl = Secrets.Address(value) },
                Write = plan => Written.Text(Secrets.Removed(plan.ApiUrl)),
            },
            new("template_type", PlanKeyKind.Text, "Chat template by name; default: the model's own.")
            {
                Form = "NAME",
                Read = (plan, value) => plan with { TemplateType = value.Text().Trim() },
                Write = plan => Written.Text(plan.TemplateType),
            },
            new("chat_template", PlanKeyKind.Text, "A Jinja file as the chat template of model folders.")
            {
                Form = "FILE",
                Read = (plan, value) => plan with { ChatTemplate = value.Text() },
                Write = plan => Written.Text(plan.ChatTemplate),
            },
            new(
                "model_args",
                PlanKeyKind.Members,
                "Arguments of the backend, such as revision=v1.0.2,precision=float16."
            )
            {
                Unfold = value => [("model_args", ModelArguments.Normalise(value))],
                Read = (plan, value) => plan with { ModelArgs = ModelArguments.Read(value) },
                Write = plan => Written.Object(plan.ModelArgs),
            },
            new(
                "generation_config",
                PlanKeyKind.Members,
                "How answers are sampled; unknown keys go to the server as they are. Default: max_tokens=512,temperature=0."
            )
            {
                Unfold = GenerationConfig.Unfold,
                Read = (plan, value) => plan with { Generation = GenerationConfig.Read(value) },
                Write = plan => GenerationConfig.Write(plan.Generation),
            },
        ];
}
