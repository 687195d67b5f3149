using System.Collections.Immutable;
using Assay.Models;
using Assay.Models.Replay;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve;

/// <summary>
/// Recorded answers of a run, found by what was asked. A request's first choice is what the model said the first time it was asked, its
/// second choice what it said the second time. How to sample is not looked at.
/// </summary>
/// <param name="recording">The recording; disposed of with this.</param>
/// <param name="name">The name that clients know it by; null for the recorded model's.</param>
public sealed class RecordedAnswers(PromptRecording recording, string? name = null) : IAnswerSource
{
    /// <inheritdoc/>
    public string Name { get; } = name ?? recording.Name;

    /// <inheritdoc/>
    public IServedModel? Model => null;

    /// <inheritdoc/>
    public IOpenedPrompt Open(ServedPrompt prompt, Sampling sampling)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        if (sampling.TopLogProbs >= 0)
        {
            throw ServeException.Wrong("logprobs", "cannot be given: recorded answers have none");
        }
        var answers = prompt switch
        {
            ServedPrompt.Chat(var messages) => recording.Find(messages),
            ServedPrompt.Raw(var text) => recording.Find(text),
            _ => throw ServeException.Wrong("prompt", "must be text: recorded answers have no tokens"),
        };
        return answers.IsEmpty ? throw NotRecorded("no answer is recorded to this prompt") : new OpenedPrompt(answers);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        recording.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ServeException NotRecorded(string what) =>
        new(StatusCodes.Status404NotFound, what) { Code = "not_recorded" };

    private sealed class OpenedPrompt(ImmutableArray<Generated> answers) : IOpenedPrompt
    {
        public long TokenCount => answers[0].Usage.Input;

        public ImmutableArray<int> Ids => [];

        public IAsyncEnumerable<AnswerPiece> AnswerAsync(int choice, CancellationToken cancellationToken) =>
            choice < answers.Length
                ? PiecesOf(answers[choice]).ToAsyncEnumerable()
                : throw NotRecorded($"{answers.Length} answers are recorded to this prompt, no more");

        private static IEnumerable<AnswerPiece> PiecesOf(Generated answer)
        {
            foreach (var thought in TextPieces.Of(answer.Reasoning ?? ""))
            {
                yield return new AnswerPiece("") { Reasoning = thought };
            }
            foreach (var piece in TextPieces.Of(answer.Text))
            {
                yield return new AnswerPiece(piece);
            }
            yield return new AnswerPiece("")
            {
                TokenCount = answer.Usage.Output,
                FinishReason = answer.FinishReason ?? "stop",
            };
        }
    }
}
