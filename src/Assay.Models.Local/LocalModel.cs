using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Assay.ChatTemplates;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Generation;
using Assay.Prompts;
using Assay.Tokenizers;

namespace Assay.Models.Local;

/// <summary>A model folder that is run in process. Requests that come at once share passes; their answers do not depend on it.</summary>
public sealed class LocalModel : ILikelihoodModel
{
    private readonly LocalModelOptions options;
    private readonly LoadedFolder loaded;
    private readonly InferenceEngine engine;

    private LocalModel(LocalModelOptions options, LoadedFolder loaded, ModelIdentity identity)
    {
        this.options = options;
        this.loaded = loaded;
        Identity = identity;
        Template =
            options.Template
            ?? ChatTemplate.OfFolder(loaded.Folder.Folder)
            ?? ChatTemplate.Guess(options.Name)
            ?? ChatTemplate.OfType("default-generation");
        engine = new InferenceEngine(loaded.Transformer);
    }

    /// <inheritdoc/>
    public ModelIdentity Identity { get; }

    /// <summary>Text to tokens and back.</summary>
    public Tokenizer Tokenizer => loaded.Tokenizer;

    /// <summary>The template of chats.</summary>
    public ChatTemplate Template { get; }

    /// <summary>How many tokens the model has logits for.</summary>
    public int VocabularySize => loaded.Transformer.Vocabulary;

    /// <summary>The most tokens of a sequence.</summary>
    public int ContextLength => loaded.Transformer.Context;

    /// <summary>Tokens computed, taken over from earlier sequences, and generated since the model was opened.</summary>
    public (long Computed, long Reused, long Generated) Work =>
        (engine.Meter.Computed, engine.Meter.Reused, engine.Meter.Generated);

    /// <summary>Loads a model.</summary>
    /// <exception cref="InputException">The folder is not a model, is damaged, or is of an architecture that is not known.</exception>
    public static LocalModel Open(LocalModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = LoadedFolder.Load(options);
        try
        {
            return new LocalModel(
                options,
                folder,
                new ModelIdentity(options.Name, "local") { Details = FolderIdentity.Of(folder.Folder, options) }
            );
        }
        catch
        {
            folder.Transformer.Dispose();
            throw;
        }
    }

    /// <summary>The tokens of a chat, ready for the answer.</summary>
    /// <exception cref="InputException">The template refuses the chat.</exception>
    public ImmutableArray<int> EncodeChat(ImmutableArray<Message> messages)
    {
        var tokens = ImmutableArray.CreateBuilder<int>();
        var pieces = Template.Render(
            new ChatTemplateInput
            {
                Messages = messages,
                BosToken = Tokenizer.BosId is { } bos ? Tokenizer.TokenText(bos) : null,
                EosToken = Tokenizer.EosId is { } eos ? Tokenizer.TokenText(eos) : null,
            }
        );
        var begun = false;
        var rawText = TemplateTypes.All.Any(type => type.RawText && type.Name == Template.Name);
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case PromptIds(var ids):
                    tokens.AddRange(ids);
                    break;
                case PromptBos when Tokenizer.BosId is { } id:
                    tokens.Add(id);
                    break;
                case PromptEos when Tokenizer.EosId is { } id:
                    tokens.Add(id);
                    break;
                case PromptText(var text):
                    // A raw-text template leaves it to the tokenizer how a text begins; the others write it.
                    tokens.AddRange(Tokenizer.Encode(text, addSpecial: !begun && rawText));
                    break;
            }
            begun = true;
        }
        return tokens.DrainToImmutable();
    }

    /// <summary>The tokens of a raw text, with what the tokenizer puts before it.</summary>
    public ImmutableArray<int> Encode(string text) => [.. Tokenizer.Encode(text)];

    /// <inheritdoc/>
    public async ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var watch = Stopwatch.StartNew();
        var prompt = Tokens(request);
        var fitted = Fit(request, prompt);
        var text = new StringBuilder();
        var made = 0;
        string? reason = null;
        TimeSpan? first = null;
        await foreach (var token in GenerateTokensAsync(Job(request, fitted), cancellationToken).ConfigureAwait(false))
        {
            first ??= watch.Elapsed;
            text.Append(token.Text);
            made++;
            reason = token.FinishReason;
        }
        return new Generated(text.ToString())
        {
            FinishReason = reason,
            Usage = new TokenUsage(fitted.Length, made),
            Latency = watch.Elapsed,
            TimeToFirstToken = first,
            CutTokens = prompt.Length - fitted.Length,
        };
    }

    /// <summary>Generates token by token.</summary>
    /// <exception cref="ModelException">The prompt is empty, has tokens that the model has not, or leaves no room.</exception>
    public async IAsyncEnumerable<GeneratedToken> GenerateTokensAsync(
        TokenRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = Checked(request.Prompt);
        var limit = Math.Min(request.Options.MaxTokens ?? int.MaxValue, ContextLength - prompt.Length);
        if (limit <= 0)
        {
            throw request.Options.MaxTokens is 0
                ? new ModelException("no token may be generated", ModelFailure.Rejected)
                : TooLong(prompt.Length);
        }
        var job = new GenerateJob(
            prompt,
            limit,
            new Sampler(request.Options, request.Seed ?? Random.Shared.NextInt64()),
            request.IgnoreEnds ? ImmutableHashSet<int>.Empty : loaded.Ends,
            request.IgnoreEnds ? loaded.Ends : ImmutableHashSet<int>.Empty,
            request.TopLogProbs,
            cancellationToken
        );
        engine.Add(job);
        await foreach (var token in Texts(job, request, cancellationToken).ConfigureAwait(false))
        {
            yield return token;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var watch = Stopwatch.StartNew();
        var whole = Pairs(request, request.Context);
        var pairs = Fit(request, whole);
        // Tokens at the border may differ from one continuation to the next; equal contexts are computed once.
        var results = new Likelihood[pairs.Length];
        var cut = 0;
        var groups = pairs
            .Select((pair, i) => (Pair: pair.Fit(ContextLength, out var dropped), Index: i, Dropped: dropped))
            .GroupBy(item => item.Pair.Context, TokenSequenceComparer.Instance)
            .ToArray();
        long tokens = 0;
        var scored = await Task.WhenAll(
                groups.Select(group =>
                    ScoreTokensAsync(
                        [.. group.Key],
                        [.. group.Select(item => item.Pair.Continuation.ToImmutableArray())],
                        0,
                        cancellationToken
                    )
                )
            )
            .ConfigureAwait(false);
        foreach (var (group, scores) in groups.Zip(scored))
        {
            tokens += group.Key.Length;
            foreach (var (item, score) in group.Zip(scores))
            {
                results[item.Index] = new Likelihood(
                    score.Sum(token => token.LogProb),
                    score.Length,
                    score.All(token => token.Greedy)
                );
                tokens += score.Length;
                cut = Math.Max(cut, item.Dropped + whole[item.Index].Length - pairs[item.Index].Length);
            }
        }
        return new Likelihoods([.. results])
        {
            Usage = new TokenUsage(tokens, 0),
            Latency = watch.Elapsed,
            CutTokens = cut,
        };
    }

    /// <summary>Scores each token of some continuations behind a context of one token at least.</summary>
    public async Task<ImmutableArray<ImmutableArray<TokenScore>>> ScoreTokensAsync(
        ImmutableArray<int> context,
        ImmutableArray<ImmutableArray<int>> continuations,
        int top,
        CancellationToken cancellationToken
    )
    {
        var begin = Checked(context);
        var texts = continuations.Select(text => text.IsEmpty ? [] : Checked(text)).ToImmutableArray();
        if (texts.IsEmpty)
        {
            return [];
        }
        // Nothing is asked of the model behind a last token, so that it takes no room.
        var lengths = texts.Select(text => begin.Length + Math.Max(0, text.Length - 1)).ToArray();
        if (lengths.Max() > ContextLength)
        {
            throw TooLong(lengths.Max());
        }
        // What turns by other frequencies has no beginning in common.
        if (
            texts.Length > 1
            && (!loaded.Transformer.Trees || lengths.Select(loaded.Transformer.IsLong).Distinct().Skip(1).Any())
        )
        {
            var apart = new List<ImmutableArray<TokenScore>>();
            foreach (var text in continuations)
            {
                apart.AddRange(await ScoreTokensAsync(context, [text], top, cancellationToken).ConfigureAwait(false));
            }
            return [.. apart];
        }
        var job = new ScoreJob(begin, texts, top, cancellationToken);
        engine.Add(job);
        try
        {
            return await job.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ModelException))
        {
            throw new ModelException($"the model could not be run: {e.Message}", ModelFailure.Fatal, e);
        }
    }

    /// <summary>
    /// Scores a text of any length: windows of <paramref name="window"/> tokens, each but the first beginning
    /// <paramref name="window"/> - <paramref name="stride"/> tokens before the first that it scores, so that every token is scored once
    /// and with that much context at least. The first token is scored behind the token that begins a text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="window">Tokens of a window, the model's context at most; null for that.</param>
    /// <param name="stride">Tokens scored by a window, from 1 to <paramref name="window"/> - 1; null for half of it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async ValueTask<Likelihood> ScoreTextAsync(
        string text,
        int? window = null,
        int? stride = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = Encoded(() => Tokenizer.Encode(text, addSpecial: false));
        var begin = Tokenizer.BosId ?? Tokenizer.EosId ?? 0;
        ImmutableArray<int> all = [begin, .. tokens];
        var size = Math.Clamp(window ?? ContextLength, 2, ContextLength);
        var step = Math.Clamp(stride ?? Math.Max(1, size / 2), 1, size - 1);
        var (sum, greedy, done) = (0.0, true, 1);
        while (done < all.Length)
        {
            var end = Math.Min(all.Length, done == 1 ? size : done + step);
            var from = Math.Max(0, end - size);
            var scores = await ScoreTokensAsync(all[from..done], [all[done..end]], 0, cancellationToken)
                .ConfigureAwait(false);
            sum += scores[0].Sum(score => score.LogProb);
            greedy &= scores[0].All(score => score.Greedy);
            done = end;
        }
        return new Likelihood(sum, tokens.Count, greedy);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private ImmutableArray<int> Tokens(GenerateRequest request) =>
        Encoded(() => request.Text is { } text ? Encode(text) : EncodeChat(request.Messages));

    private static T Encoded<T>(Func<T> encode)
    {
        try
        {
            return encode();
        }
        catch (InputException e)
        {
            throw new ModelException(e.Message, ModelFailure.Rejected, e);
        }
    }

    // A prompt that is too long loses what it may lose, else its beginning, as in lm-evaluation-harness: room is kept for the answer. But
    // an answer may be let have more tokens than it will ever need, and a prompt without its question is worth nothing: no more than half
    // is kept for it.
    private ImmutableArray<int> Fit(GenerateRequest request, ImmutableArray<int> prompt)
    {
        var half = ContextLength / 2;
        var room = ContextLength - Math.Min(request.Options.MaxTokens ?? half, half);
        if (prompt.Length > room && !request.Cuttable.IsDefaultOrEmpty)
        {
            var text = request.Text ?? request.Messages[^1].Text;
            prompt = With(Shortening.Of(text, request.Cuttable, shorter => With(shorter).Length <= room));
        }
        return prompt.Length <= room ? prompt : prompt[^room..];

        ImmutableArray<int> With(string text) =>
            Tokens(
                request.Text is null
                    ? request with
                    {
                        Messages = [.. request.Messages[..^1], request.Messages[^1] with { Text = text }],
                    }
                    : request with
                    {
                        Text = text,
                    }
            );
    }

    private EncodedPair[] Pairs(LikelihoodRequest request, string context) =>
        Encoded(() => request.Continuations.Select(text => EncodedPair.Of(Tokenizer, context, text)).ToArray());

    private EncodedPair[] Fit(LikelihoodRequest request, EncodedPair[] whole)
    {
        return request.Cuttable.IsDefaultOrEmpty || Fits(whole)
            ? whole
            : Pairs(request, Shortening.Of(request.Context, request.Cuttable, x => Fits(Pairs(request, x))));

        bool Fits(EncodedPair[] pairs) => Array.TrueForAll(pairs, pair => pair.Length <= ContextLength);
    }

    private TokenRequest Job(GenerateRequest request, ImmutableArray<int> prompt) =>
        new(
            prompt,
            request.Options with
            {
                Stop = request.Options.Stop.AddRange(request.Text is null ? Template.Stop : []),
            }
        )
        {
            Seed = (request.Options.Seed ?? options.Seed) * 1_000_003 + request.Origin.Repeat,
        };

    private async IAsyncEnumerable<GeneratedToken> Texts(
        GenerateJob job,
        TokenRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var decoder = Tokenizer.StartDecoder(continues: !request.Prompt.All(Tokenizer.IsSpecial));
        var stop = new StopText(request.Options.Stop);
        try
        {
            var made = 0;
            string? reason = null;
            while (reason is null && await Next(job, cancellationToken).ConfigureAwait(false) is { } token)
            {
                made++;
                var ended = job.Ends.Contains(token.Id);
                var last = ended || made == job.Limit;
                var text = ended ? "" : stop.Append(decoder.Append(token.Id));
                if (last && !stop.Met)
                {
                    text += stop.Append(decoder.Flush()) + stop.Flush();
                }
                reason =
                    ended || stop.Met ? "stop"
                    : last ? "length"
                    : null;
                yield return Told(token, text, request, reason);
            }
        }
        finally
        {
            job.Stop();
        }
    }

    private static async ValueTask<TokenScore?> Next(GenerateJob job, CancellationToken cancellationToken)
    {
        try
        {
            return
                await job.Tokens.WaitToReadAsync(cancellationToken).ConfigureAwait(false)
                && job.Tokens.TryRead(out var token)
                ? token
                : null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ModelException))
        {
            throw new ModelException($"the model could not be run: {e.Message}", ModelFailure.Fatal, e);
        }
    }

    private static GeneratedToken Told(TokenScore token, string text, TokenRequest request, string? reason) =>
        new(token.Id, text, request.TopLogProbs < 0 ? null : token, reason);

    private int[] Checked(ImmutableArray<int> tokens)
    {
        if (tokens.IsEmpty)
        {
            throw new ModelException("the prompt is empty", ModelFailure.Rejected);
        }
        foreach (var token in tokens)
        {
            if ((uint)token >= (uint)loaded.Transformer.Vocabulary)
            {
                throw new ModelException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the model has no token {token}: it knows {loaded.Transformer.Vocabulary}"
                    ),
                    ModelFailure.Rejected
                );
            }
        }
        return [.. tokens];
    }

    private ModelException TooLong(int tokens) =>
        new($"{tokens} tokens do not fit into the model's context of {ContextLength}", ModelFailure.Rejected);
}
