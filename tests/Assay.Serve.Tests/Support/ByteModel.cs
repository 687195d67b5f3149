using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Assay.Models;

namespace Assay.Serve.Tests.Support;

/// <summary>
/// A model whose tokens are bytes. After a letter the next one of the alphabet has probability 1/2, a full stop 1/4; so greedy answers
/// go on with the alphabet for ever, and scores can be reckoned by hand. With a script it says that instead, and ends.
/// </summary>
internal sealed class ByteModel : IServedModel
{
    private const int Bos = 256;
    private const int Eos = 257;
    private const double Rest = 0.25 / 256;

    private readonly Signals signals = new();

    public string Name { get; init; } = "bytes";

    public int ContextLength { get; init; } = 200;

    /// <summary>What it says, whatever it is asked; null for the alphabet.</summary>
    public string? Script { get; init; }

    /// <summary>Thrown before a token of this number; null for none.</summary>
    public (int Token, Exception Failure)? Fault { get; init; }

    /// <summary>Waited for before each token but the first.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Completes when so many answers have been begun.</summary>
    public Task StartedAsync(int count) => signals.ReachedAsync(count);

    /// <summary>Completes when an answer was given up.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Disposed { get; private set; }

    public ImmutableArray<int> Encode(string text) => [Bos, .. Encoding.UTF8.GetBytes(text).Select(x => (int)x)];

    public string Decode(ImmutableArray<int> ids) =>
        Encoding.UTF8.GetString([.. ids.Where(id => id < Bos).Select(id => (byte)id)]);

    public ReadOnlyMemory<byte> BytesOf(int id) => id < Bos ? new[] { (byte)id } : ReadOnlyMemory<byte>.Empty;

    public string TokenText(int id) =>
        id switch
        {
            Bos => "<s>",
            Eos => "</s>",
            _ => $"<0x{id:X2}>",
        };

    public ImmutableArray<int> EncodeChat(ImmutableArray<Message> messages) =>
        messages.Any(message => message.Text == "refuse")
            ? throw new InputException("roles must alternate")
            : Encode(
                string.Concat(messages.Select(message => $"{message.RoleName}: {message.Text}\n")) + "assistant: "
            );

    public async IAsyncEnumerable<ServedToken> GenerateAsync(
        ServedRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        signals.Add();
        var decoder = Encoding.UTF8.GetDecoder();
        var (said, told, ended) = ("", 0, false);
        var last = request.Prompt[^1];
        var random = new Random((int)(request.Options.Seed ?? 0));
        try
        {
            for (var i = 0; !ended; i++)
            {
                if (i > 0)
                {
                    await Gate.WaitAsync(cancellationToken);
                }
                if (Fault is { } fault && fault.Token == i)
                {
                    throw fault.Failure;
                }
                var id = Next(last, i, random, request);
                var characters = new char[4];
                said += new string(characters, 0, decoder.GetChars(BytesOf(id).Span, characters, flush: false));
                var stop = request
                    .Options.Stop.Select(x => said.IndexOf(x, StringComparison.Ordinal))
                    .Where(x => x >= 0);
                var met = stop.DefaultIfEmpty(-1).Min();
                said = met >= 0 ? said[..met] : said;
                ended = id == Eos || met >= 0 || i + 1 == request.Options.MaxTokens;
                // What may belong to a stop string is held back.
                var ready = ended
                    ? said.Length
                    : said.Length - request.Options.Stop.Max(x => (int?)x.Length - 1) ?? said.Length;
                var text = ready > told ? said[told..ready] : "";
                told = Math.Max(told, ready);
                yield return new ServedToken(
                    id,
                    text,
                    request.TopLogProbs < 0 ? null : Score(last, id, request.TopLogProbs),
                    !ended ? null
                        : id == Eos || met >= 0 ? "stop"
                        : "length"
                );
                last = id;
            }
        }
        finally
        {
            if (!ended)
            {
                GivenUp.TrySetResult();
            }
        }
    }

    public ValueTask<ImmutableArray<TokenScore?>> ScorePromptAsync(
        ImmutableArray<int> prompt,
        int top,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<ImmutableArray<TokenScore?>>([
            null,
            .. prompt.Skip(1).Select((id, i) => (TokenScore?)Score(prompt[i], id, top)),
        ]);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    private int Next(int last, int place, Random random, ServedRequest request)
    {
        if (Script is { } script)
        {
            var bytes = Encoding.UTF8.GetBytes(script);
            return place < bytes.Length || request.IgnoreEos ? bytes[place % bytes.Length] : Eos;
        }
        return request.Options.Temperature > 0 && random.Next(2) == 1 ? '.' : Best(last);
    }

    private static int Best(int last) => last is >= 'a' and < 'z' ? last + 1 : 'a';

    private static double LogProb(int last, int id) =>
        Math.Log(
            id == Best(last) ? 0.5
            : id == '.' ? 0.25
            : Rest
        );

    private static TokenScore Score(int last, int id, int top) =>
        new(
            id,
            LogProb(last, id),
            [.. new[] { Best(last), '.', 'Z' }.Take(top).Select(x => KeyValuePair.Create(x, LogProb(last, x)))]
        );
}
