using Assay.Benchmarks;
using Assay.Cli.Printing;
using Assay.Runs;

namespace Assay.Cli.Tests.Printing;

public sealed class PreviewPrinterTests
{
    private static readonly SubsetPreview Subset = new(
        "qwen2.5",
        "gsm8k",
        "main",
        "llmuses",
        EvalMode.Generate,
        4,
        1,
        1_234,
        "Question: " + new string('x', 200) + "\n\e[31mA: ",
        "42"
    );

    [Fact]
    public void What_would_be_asked_is_summed_up() =>
        Assert.Contains("in all: 1 request, about 1,234 input tokens", Printed());

    [Fact]
    public void A_prompt_is_shown_as_it_is_but_for_what_a_terminal_would_obey() =>
        Assert.Equal(["Question: " + new string('x', 200), "A: "], Printed().TakeLast(3).Take(2));

    private static IReadOnlyList<string> Printed()
    {
        using var screen = new Screen(80);
        new PreviewPrinter(screen.Console).Print(
            new EvalPlan { Models = ["qwen2.5"], Datasets = ["gsm8k"] },
            new EvalPreview([Subset])
        );
        return screen.Results;
    }
}
