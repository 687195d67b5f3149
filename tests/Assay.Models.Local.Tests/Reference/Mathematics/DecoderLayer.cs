namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>x + attention(norm(x)), then x + feed-forward(norm(x)); Gemma 2 and 3 also normalise what is added.</summary>
internal sealed record DecoderLayer
{
    public required Norm AttentionNorm { get; init; }

    public required Attention Attention { get; init; }

    public Norm? AfterAttention { get; init; }

    public required Norm FeedForwardNorm { get; init; }

    public required FeedForward FeedForward { get; init; }

    public Norm? AfterFeedForward { get; init; }

    public double[][] Apply(double[][] states, int rotaryLength)
    {
        var attended = Attention.Apply([.. states.Select(AttentionNorm.Apply)], rotaryLength);
        return
        [
            .. states.Select(
                (state, position) =>
                {
                    var middle = state.Plus(Optional(AfterAttention, attended[position]));
                    var fed = FeedForward.Apply(FeedForwardNorm.Apply(middle));
                    return middle.Plus(Optional(AfterFeedForward, fed));
                }
            ),
        ];
    }

    private static double[] Optional(Norm? norm, double[] vector) => norm?.Apply(vector) ?? vector;
}
