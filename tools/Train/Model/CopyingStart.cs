using System.Numerics;

namespace Assay.Train.Model;

/// <summary>
/// Parameters that begin as an induction circuit (Olsson et al. 2022): two heads of the first layer note which tokens stand one and two
/// places before, two heads of the second layer look for the place that was preceded as this token is, and copy what stands there. A
/// model left to find this by itself spends most of a short training on it; from here on it learns it like everything else.
/// </summary>
internal static class CopyingStart
{
    private const double Constant = 0.16;
    private const double Step = 1.05;
    private const double Note = 0.032;
    private const double Match = 1.6;
    private const double Copy = 0.1;
    private const double Quiet = 0.25;

    /// <summary>Sharp pairs tell one place from the next.</summary>
    private const int SharpPairs = 4;

    /// <summary>Sets them. Element 0 of the stream is the same for all tokens, its second half takes the notes.</summary>
    public static void Set<T>(Weights<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shape, layout) = (weights.Shape, weights.Layout);
        var (d, size) = (shape.Width, shape.HeadWidth);
        var half = d / 2;
        // A smaller model would have nothing else left to learn with.
        if (layout.Layers.Length < 2 || shape.Heads < 4)
        {
            return;
        }
        for (var token = 0; token < shape.Vocabulary; token++)
        {
            var row = weights.Values.Span.Slice(layout.Embedding + (token * d), d);
            row[0] = T.CreateChecked(Constant);
            foreach (ref var value in row[half..])
            {
                value *= T.CreateChecked(Quiet);
            }
        }
        // Pairs that turn little within a text carry what is compared.
        int[] slow =
        [
            .. Enumerable.Range(size / 4 - 1, size / 4 + 1),
            .. Enumerable.Range((3 * size / 4) - 1, size / 4 + 1),
        ];
        for (var head = 0; head < 2; head++)
        {
            LookBack(new HeadParameters<T>(weights, 0, head), head + 1, half + (head * size));
            FindAndCopy(new HeadParameters<T>(weights, 1, head), head, slow, half);
        }
    }

    private static void LookBack<T>(HeadParameters<T> head, int places, int to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        head.Begin();
        for (var pair = 0; pair < SharpPairs; pair++)
        {
            var angle = places * Math.Pow(head.Shape.RotaryBase, -2.0 * pair / head.Size);
            head.Query(pair, 0, Step);
            head.Key(pair, 0, Step * Math.Cos(angle));
            head.Key(pair + (head.Size / 2), 0, Step * Math.Sin(angle));
        }
        for (var i = 0; i < head.Size; i++)
        {
            head.Move(i, 1 + i, to + i, Note);
        }
    }

    private static void FindAndCopy<T>(HeadParameters<T> head, int which, int[] slow, int notes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        head.Begin();
        var own = which == 0 ? slow.Length : slow.Length / 2;
        for (var i = 0; i < slow.Length; i++)
        {
            // The second head compares the token before this one too.
            var (query, key) = i < own ? (1 + i, notes + i) : (notes + i - own, notes + head.Size + i - own);
            head.Query(slow[i], query, Match);
            head.Key(slow[i], key, Match);
        }
        for (var i = 0; i < head.Size - which; i++)
        {
            var element = 1 + (which * head.Size) + i;
            head.Move(i, element, element, Copy);
        }
    }

    /// <summary>The parameters of one head.</summary>
    private readonly struct HeadParameters<T>(Weights<T> weights, int layer, int head)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ModelShape Shape => weights.Shape;

        public int Size => Shape.HeadWidth;

        private int Width => Shape.Width;

        private LayerOffsets At => weights.Layout.Layers[layer];

        /// <summary>Quiets queries and keys, and clears values and output.</summary>
        public void Begin()
        {
            for (var i = 0; i < Size; i++)
            {
                for (var element = 0; element < Width; element++)
                {
                    Projection(0, i, element) *= T.CreateChecked(Quiet);
                    Projection(1, i, element) *= T.CreateChecked(Quiet);
                    Projection(2, i, element) = T.Zero;
                    Output(element, i) = T.Zero;
                }
            }
        }

        public void Query(int row, int element, double value) => Projection(0, row, element) = T.CreateChecked(value);

        public void Key(int row, int element, double value) => Projection(1, row, element) = T.CreateChecked(value);

        /// <summary>Writes an element of the token looked at to an element of the stream.</summary>
        public void Move(int row, int from, int to, double factor)
        {
            Projection(2, row, from) = T.One;
            Output(to, row) = T.CreateChecked(factor);
        }

        private ref T Projection(int which, int row, int element) =>
            ref weights.Values.Span[At.QueryKeyValue + (((which * Width) + (head * Size) + row) * Width) + element];

        private ref T Output(int element, int row) =>
            ref weights.Values.Span[At.Output + (element * Width) + (head * Size) + row];
    }
}
