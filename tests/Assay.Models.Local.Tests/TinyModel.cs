using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests;

/// <summary>The model that comes with the program: a real one, in byte-level BPE.</summary>
internal static class TinyModel
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "models", "tiny");

    public static LocalModel Open(
        int? context = null,
        int threads = 1,
        int sequences = 4,
        Precision precision = Precision.Float32
    ) =>
        LocalModel.Open(
            new LocalModelOptions("tiny", Folder)
            {
                Context = context,
                Threads = threads,
                Sequences = sequences,
                Precision = precision,
            }
        );

    public static Task<List<GeneratedToken>> Tokens(this LocalModel model, int[] prompt, GenerationOptions options) =>
        model.Tokens(new TokenRequest([.. prompt], options) { Seed = 1 });

    public static async Task<List<GeneratedToken>> Tokens(this LocalModel model, TokenRequest request)
    {
        var tokens = new List<GeneratedToken>();
        await foreach (var token in model.GenerateTokensAsync(request, TestContext.Current.CancellationToken))
        {
            tokens.Add(token);
        }
        return tokens;
    }
}
