namespace Assay.Plans;

/// <summary>How a server is asked.</summary>
public static partial class PlanKeys
{
    private static IEnumerable<PlanKey> Asking() =>
        [
            new("eval_batch_size", PlanKeyKind.Number, "Requests at once. Default: auto, which adapts to the server.")
            {
                Aliases = ["batch_size"],
                Form = "N|auto",
                Read = (plan, value) =>
                    plan with
                    {
                        BatchSize =
                            value.Node is PlanNode.TextNode text
                            && string.Equals(text.Value.Trim(), "auto", StringComparison.OrdinalIgnoreCase)
                                ? null
                                : value.Whole(least: 1),
                    },
                Write = plan => Written.Number(plan.BatchSize),
            },
            new("stream", PlanKeyKind.Flag, "Ask the server to stream.")
            {
                Read = (plan, value) => plan with { Stream = value.Flag() },
                Write = plan => Written.Flag(plan.Stream),
            },
            new("timeout", PlanKeyKind.Duration, "The longest a whole answer may take. Default: 10m.")
            {
                Form = "TIME",
                Read = (plan, value) => plan with { Timeout = value.Duration(least: TimeSpan.FromMilliseconds(1)) },
                Write = plan => Written.Duration(plan.Timeout),
            },
            new(
                "max_retries",
                PlanKeyKind.Number,
                "How often a request that failed in passing is asked again. Default: 5."
            )
            {
                Form = "N",
                Read = (plan, value) => plan with { MaxRetries = (int)value.Whole(0, 1000) },
                Write = plan => Written.Number(plan.MaxRetries),
            },
            new(
                "retry_delay",
                PlanKeyKind.Duration,
                "The first wait before asking again; it doubles each time, with jitter. Default: 1s."
            )
            {
                Form = "TIME",
                Read = (plan, value) => plan with { RetryDelay = value.Duration(least: TimeSpan.Zero) },
                Write = plan => Written.Duration(plan.RetryDelay),
            },
        ];
}
