using System.Text;

namespace Assay.Serve.Answers;

/// <summary>One of the answers to a request, as far as it has come.</summary>
internal sealed class Choice
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder reasoning = new();
    private readonly TokenTrack? track;

    /// <param name="prompt">The prompt behind it.</param>
    /// <param name="echo">What the answer begins with.</param>
    /// <param name="model">Where log-probabilities are wanted, the model; else null.</param>
    /// <param name="isChat">Whether tokens are kept as chats have them.</param>
    public Choice(IOpenedPrompt prompt, EchoedPrompt echo, IServedModel? model, bool isChat)
    {
        Echo = echo;
        text.Append(echo.Text);
        if (model is not null && !isChat)
        {
            track = new TokenTrack(model);
            if (!echo.Scores.IsEmpty)
            {
                Placed.AddRange(track.Prompt(prompt.Ids.AsSpan(), echo.Scores.AsSpan(), echo.Text));
            }
        }
        KeepsTokens = model is not null && isChat;
    }

    /// <summary>What it begins with.</summary>
    public EchoedPrompt Echo { get; }

    /// <summary>The whole text so far.</summary>
    public string Text => text.ToString();

    /// <summary>The reasoning beside it; null for none.</summary>
    public string? Reasoning => reasoning.Length > 0 ? reasoning.ToString() : null;

    /// <summary>Why it ended; null while it has not.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The tokens of a chat's answer.</summary>
    public List<ServedToken> Tokens { get; } = [];

    /// <summary>The tokens of a completion, its prompt's too where it begins with that.</summary>
    public List<PlacedToken> Placed { get; } = [];

    private bool KeepsTokens { get; }

    public void Add(AnswerPiece piece)
    {
        text.Append(piece.Text);
        reasoning.Append(piece.Reasoning);
        FinishReason = piece.FinishReason ?? FinishReason;
        if (piece.Token is { } token)
        {
            if (KeepsTokens)
            {
                Tokens.Add(token);
            }
            else if (track is not null)
            {
                Placed.Add(track.Append(token));
            }
        }
    }

    /// <summary>Forgets what was sent, so that the next event has only what is new.</summary>
    public void Forget()
    {
        text.Clear();
        reasoning.Clear();
        Tokens.Clear();
        Placed.Clear();
    }
}
