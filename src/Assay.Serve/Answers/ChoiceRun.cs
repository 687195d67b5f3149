using System.Collections.Immutable;
using System.Threading.Channels;

namespace Assay.Serve.Answers;

/// <summary>A piece of one of the answers to a request.</summary>
/// <param name="Index">Which answer: those to the first prompt come first.</param>
/// <param name="Piece">What it goes on with.</param>
internal readonly record struct ChoicePiece(int Index, AnswerPiece Piece);

/// <summary>
/// All answers to a request at once, their pieces in the order in which they come. A reader that is slow holds the sources up; the
/// first failure ends them all.
/// </summary>
internal sealed class ChoiceRun : IAsyncDisposable
{
    private const int Ahead = 256;

    private readonly Channel<ChoicePiece> channel = Channel.CreateBounded<ChoicePiece>(
        new BoundedChannelOptions(Ahead) { SingleReader = true }
    );
    private readonly CancellationTokenSource stop;
    private readonly Task work;

    private ChoiceRun(ImmutableArray<IOpenedPrompt> prompts, int answers, CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        work = RunAsync(prompts, answers);
    }

    /// <summary>The pieces; reading fails as the first source did.</summary>
    public ChannelReader<ChoicePiece> Pieces => channel.Reader;

    public static ChoiceRun Start(
        ImmutableArray<IOpenedPrompt> prompts,
        int answers,
        CancellationToken cancellationToken
    ) => new(prompts, answers, cancellationToken);

    /// <summary>Stops what still runs, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    private async Task RunAsync(ImmutableArray<IOpenedPrompt> prompts, int answers)
    {
        await Task.WhenAll(
            prompts.SelectMany(
                (prompt, p) =>
                    Enumerable.Range(0, answers).Select(choice => AnswerAsync(prompt, choice, p * answers + choice))
            )
        );
        channel.Writer.TryComplete();
    }

    private async Task AnswerAsync(IOpenedPrompt prompt, int choice, int index)
    {
        try
        {
            await foreach (var piece in prompt.AnswerAsync(choice, stop.Token).WithCancellation(stop.Token))
            {
                await channel.Writer.WriteAsync(new ChoicePiece(index, piece), stop.Token);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the reader gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            channel.Writer.TryComplete(e);
            await stop.CancelAsync();
        }
    }
}
