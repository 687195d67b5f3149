using System.Collections.Immutable;

namespace Assay.Serve.Requests;

/// <summary>What a client asks for, of either endpoint.</summary>
internal sealed record CompletionRequest
{
    /// <summary>The most answers to one request, of all its prompts together.</summary>
    public const int MostChoices = 1024;

    private const int MostAnswers = 128;
    private const int DefaultTokens = 16;

    /// <summary>Whether it came to <c>chat/completions</c>.</summary>
    public required bool IsChat { get; init; }

    /// <summary>The prompts: one chat, or one and more raw texts.</summary>
    public required ImmutableArray<ServedPrompt> Prompts { get; init; }

    /// <summary>How they are answered.</summary>
    public required Sampling Sampling { get; init; }

    /// <summary>Answers to each prompt.</summary>
    public required int Answers { get; init; }

    /// <summary>Whether the answer begins with the prompt.</summary>
    public bool Echo { get; init; }

    /// <summary>Whether the answer comes as events.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether a last event tells the tokens spent.</summary>
    public bool StreamUsage { get; init; }

    /// <summary>Whether log-probabilities are wanted.</summary>
    public bool LogProbs => Sampling.TopLogProbs >= 0;

    /// <exception cref="ServeException">A field cannot be used.</exception>
    public static CompletionRequest ReadChat(Fields fields, long? seed)
    {
        var wanted = fields.Flag("logprobs");
        var top = fields.Count("top_logprobs", 0, SamplingFields.MostLogProbs);
        if (top is not null && !wanted)
        {
            throw ServeException.Wrong("top_logprobs", "needs 'logprobs' to be true");
        }
        var options = SamplingFields.Read(fields, seed) with
        {
            MaxTokens =
                fields.Count("max_completion_tokens", 1, int.MaxValue) ?? fields.Count("max_tokens", 1, int.MaxValue),
        };
        return Streamed(
            fields,
            new CompletionRequest
            {
                IsChat = true,
                Prompts = [new ServedPrompt.Chat(MessageFields.Read(fields.Value("messages")))],
                Sampling = new Sampling(options)
                {
                    TopLogProbs = wanted ? top ?? 0 : -1,
                    IgnoreEos = fields.Flag("ignore_eos"),
                },
                Answers = fields.Count("n", 1, MostAnswers) ?? 1,
            }
        );
    }

    /// <exception cref="ServeException">A field cannot be used.</exception>
    public static CompletionRequest ReadCompletion(Fields fields, long? seed)
    {
        var prompts = PromptFields.Read(fields.Value("prompt"));
        var answers = fields.Count("n", 1, MostAnswers) ?? 1;
        if (fields.Whole("best_of", long.MinValue, long.MaxValue) is { } best && best != answers)
        {
            throw ServeException.Wrong("best_of", "is not supported by this server", "unsupported_parameter");
        }
        if ((long)prompts.Length * answers > MostChoices)
        {
            throw ServeException.Wrong("prompt", $"and 'n' ask for more than {MostChoices} answers at once");
        }
        var echo = fields.Flag("echo");
        var options = SamplingFields.Read(fields, seed) with
        {
            MaxTokens =
                fields.Count("max_tokens", 0, int.MaxValue)
                ?? fields.Count("max_completion_tokens", 0, int.MaxValue)
                ?? DefaultTokens,
        };
        if (options.MaxTokens is 0 && !echo)
        {
            throw ServeException.Wrong("max_tokens", "may be 0 only with 'echo'");
        }
        return Streamed(
            fields,
            new CompletionRequest
            {
                IsChat = false,
                Prompts = prompts,
                Sampling = new Sampling(options)
                {
                    TopLogProbs = fields.Count("logprobs", 0, SamplingFields.MostLogProbs) ?? -1,
                    IgnoreEos = fields.Flag("ignore_eos"),
                },
                Answers = answers,
                Echo = echo,
            }
        );
    }

    private static CompletionRequest Streamed(Fields fields, CompletionRequest request)
    {
        var stream = fields.Flag("stream");
        if (fields.Value("stream_options") is not { } options)
        {
            return request with { Stream = stream };
        }
        if (options.ValueKind is not System.Text.Json.JsonValueKind.Object)
        {
            throw ServeException.Wrong("stream_options", "must be an object");
        }
        return stream
            ? request with
            {
                Stream = true,
                StreamUsage = new Fields(options).Flag("include_usage"),
            }
            : throw ServeException.Wrong("stream_options", "needs 'stream' to be true");
    }
}
