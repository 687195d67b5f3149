// The program of docs/library.md with a local model: LibraryPageTests holds that both are the same.
namespace LibraryExample;

#region local
using System.Text;
using Assay;
using Assay.Models;
using Assay.Models.Local;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;
using Assay.Runs;

public static class LocalRun
{
    public static async Task<EvalOutcome> RunAsync(EvalPlan plan, CancellationToken cancellationToken)
    {
        await using var model = LocalModel.Open(
            new LocalModelOptions("tiny", ModelFolders.Tiny()) { Precision = Precision.Int8 }
        );
        var options = new EvaluationOptions { Models = [model] };
        return await Evaluation.RunAsync(plan with { Models = [] }, options, cancellationToken);
    }

    public static async Task<string> ContinueAsync(string text, int tokens, CancellationToken cancellationToken)
    {
        await using var model = LocalModel.Open(new LocalModelOptions("tiny", ModelFolders.Tiny()));
        var request = new TokenRequest(model.Encode(text), new GenerationOptions { MaxTokens = tokens });
        var written = new StringBuilder();
        await foreach (var token in model.GenerateTokensAsync(request, cancellationToken))
        {
            written.Append(token.Text);
        }
        return written.ToString();
    }
}
#endregion
