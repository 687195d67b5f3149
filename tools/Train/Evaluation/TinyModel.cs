using System.Collections.Immutable;
using System.Numerics.Tensors;
using Assay.Models;
using Assay.Train.Data;
using Assay.Train.Model;
using Assay.Train.Vocabulary;

namespace Assay.Train.Evaluation;

/// <summary>Answers as the finished folder will: greedy text after the chat template, and likelihoods of continuations.</summary>
public sealed class TinyModel(Weights<float> weights, BytePairTokenizer tokenizer)
{
    private readonly Decoder decoder = new(weights);

    /// <summary>The reply to a user's message.</summary>
    public string Reply(string message, int mostTokens = 300) => Continue(Frames.Asked(message), mostTokens);

    /// <summary>What follows a text, up to a special token.</summary>
    public string Continue(string text, int mostTokens)
    {
        var token = Read(tokenizer.Tokens(text));
        var reply = new List<int>();
        while (
            token >= BytePairTokenizer.FirstByte && reply.Count < mostTokens && decoder.Position < weights.Shape.Context
        )
        {
            reply.Add(token);
            token = TensorPrimitives.IndexOfMax(decoder.Next(token));
        }
        return tokenizer.Decode(reply);
    }

    /// <summary>How likely each continuation is.</summary>
    public ImmutableArray<Likelihood> Score(string context, IEnumerable<string> continuations)
    {
        var read = tokenizer.Tokens(context);
        Read(read);
        return [.. continuations.Select(continuation => Score(context + continuation, read.Length))];
    }

    private Likelihood Score(string text, int from)
    {
        var tokens = tokenizer.Tokens(text);
        var sum = 0.0;
        decoder.Position = from - 1;
        for (var i = from; i < tokens.Length; i++)
        {
            var logits = decoder.Next(tokens[i - 1]);
            var max = TensorPrimitives.Max(logits);
            var total = 0.0;
            foreach (var logit in logits)
            {
                total += Math.Exp(logit - max);
            }
            sum += logits[tokens[i]] - max - Math.Log(total);
        }
        return new(sum, tokens.Length - from);
    }

    /// <summary>Reads a prompt from its beginning; gives the most probable next token.</summary>
    private int Read(int[] tokens)
    {
        decoder.Position = 0;
        foreach (var token in tokens.AsSpan()[..^1])
        {
            decoder.Read(token);
        }
        return TensorPrimitives.IndexOfMax(decoder.Next(tokens[^1]));
    }
}
