using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>
/// A decoder whose graph the folder holds ready-made, as Optimum or the model builder of ONNX Runtime GenAI write them. Each slot has a
/// cache of its own that grows with its text; slots of one pass run one behind the other, so no result depends on another's length.
/// </summary>
internal sealed class OnnxTransformer : ITransformer
{
    // A graph gives the logits of every token: this many numbers of them at once.
    private const int LogitsBudget = 32 << 20;

    // In order of preference: the hubs' settings name the context differently.
    private static readonly string[] ContextKeys =
    [
        "max_position_embeddings",
        "n_positions",
        "n_ctx",
        "max_seq_len",
        "seq_length",
    ];

    private readonly GraphSession graph;
    private readonly GraphLayout layout;
    private readonly SlotCache[] slots;
    private readonly string[] outputs;

    private OnnxTransformer(GraphSession graph, GraphLayout layout, int context, int slots)
    {
        this.graph = graph;
        this.layout = layout;
        Context = context;
        this.slots = [.. Enumerable.Range(0, slots).Select(_ => new SlotCache(layout.Cache))];
        outputs = [layout.Logits, .. layout.Cache.Select(tensor => tensor.Present)];
    }

    public int Vocabulary => layout.Vocabulary;

    public int Context { get; }

    public int Slots => slots.Length;

    /// <summary>False: such graphs have no input that says what a token sees.</summary>
    public bool Trees => false;

    /// <summary>Loads the graph of a folder whose format is <see cref="ModelFormat.Onnx"/>.</summary>
    /// <exception cref="InputException">
    /// The graph is missing or damaged, or it is no decoder with a cache; or the settings do not say how long its context is.
    /// </exception>
    public static OnnxTransformer Load(ModelFolder folder, int threads, int slots)
    {
        if (folder.Config.Flag("is_encoder_decoder"))
        {
            throw folder.Config.Refuse("is_encoder_decoder", "models of an encoder and a decoder are not run");
        }
        var genAi = GenAiConfig.Load(folder.Folder);
        var file = GraphFile.Find(folder, genAi);
        var context = genAi?.Context ?? ContextOf(folder.Config.Language);
        var loaded = GraphSession.Load(file, threads);
        try
        {
            var language = folder.Config.Language;
            var vocabulary = genAi?.Vocabulary ?? (language.Has("vocab_size") ? language.Int("vocab_size") : null);
            var read = GraphLayoutReader.Read(file, loaded.Session, TensorNames.Of(genAi), vocabulary);
            return new OnnxTransformer(loaded, read, context, slots);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>False: a graph that has two rotations chooses between them itself.</summary>
    public bool IsLong(int length) => false;

    /// <exception cref="InputException">The graph failed, or gave other shapes than it has to.</exception>
    /// <exception cref="ArgumentException">The pass has branches.</exception>
    public void Run(Pass pass, Memory<float> logits)
    {
        RefuseBranches(pass);
        var row = 0;
        for (var i = 0; i < pass.Past.Length; i++)
        {
            var slot = slots[pass.Slot + i];
            slot.Cut(pass.Past[i]);
            var (place, end) = (i * pass.New, (i + 1) * pass.New);
            while (place < end)
            {
                var next = Math.Min(end, place + Most(slot));
                if (layout.LastOnly && row < pass.Rows.Length)
                {
                    next = Math.Min(next, pass.Rows[row] + 1);
                }
                var first = row;
                while (row < pass.Rows.Length && pass.Rows[row] < next)
                {
                    row++;
                }
                var wanted = pass.Rows.AsSpan(first, row - first);
                Run(slot, pass.Tokens.AsSpan(place, next - place), place, wanted, logits.Span[(first * Vocabulary)..]);
                place = next;
            }
        }
    }

    public void Copy(int from, int to, int tokens)
    {
        if (from == to)
        {
            slots[to].Cut(tokens);
        }
        else
        {
            slots[from].CopyTo(slots[to], tokens);
        }
    }

    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.Dispose();
        }
        graph.Dispose();
    }

    private static int ContextOf(ModelConfig config)
    {
        var key = ContextKeys.FirstOrDefault(config.Has) ?? ContextKeys[0];
        return config.Int(key, min: 2);
    }

    // In one chain every token lies at its position.
    private static void RefuseBranches(Pass pass)
    {
        for (var place = 0; pass.Tree is not null && place < pass.Tokens.Length; place++)
        {
            if (pass.Position(place) != pass.Past[0] + place)
            {
                throw new ArgumentException("A ready-made graph runs one chain at a time.", nameof(pass));
            }
        }
    }

    // The cached branch of a merged decoder was traced with one new token, and may not hide later ones from earlier ones.
    private int Most(SlotCache slot)
    {
        if (layout.Branch is null)
        {
            return Math.Max(1, LogitsBudget / Vocabulary);
        }
        return slot.Tokens == 0 ? int.MaxValue / 2 : 1;
    }

    // Runs new tokens of one slot; rows count from the first token of the pass, the tokens here begin at a place in it.
    private void Run(SlotCache slot, ReadOnlySpan<int> tokens, int place, ReadOnlySpan<int> rows, Span<float> logits)
    {
        var (added, total) = (tokens.Length, slot.Tokens + tokens.Length);
        using var inputs = new GraphInputs(layout, slot, tokens);
        var results = graph.Run(inputs.Names, inputs.Values, outputs);
        var kept = false;
        try
        {
            Check(results, added, total);
            for (var i = 0; i < rows.Length; i++)
            {
                var from = layout.LastOnly ? 0 : rows[i] - place;
                Read(results[0], from, logits.Slice(i * Vocabulary, Vocabulary));
            }
            slot.Set([.. results.Skip(1)], total);
            kept = true;
        }
        finally
        {
            results[0].Dispose();
            for (var i = 1; i < results.Count && !kept; i++)
            {
                results[i].Dispose();
            }
        }
    }

    private void Check(IReadOnlyList<OrtValue> results, int added, int total)
    {
        Check(results[0], layout.Logits, [1, layout.LastOnly ? 1 : added, Vocabulary]);
        for (var i = 0; i < layout.Cache.Length; i++)
        {
            Check(results[i + 1], layout.Cache[i].Present, layout.Cache[i].Shape(total));
        }
    }

    private void Check(OrtValue value, string name, long[] expected)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        if (!shape.AsSpan().SequenceEqual(expected))
        {
            throw graph.Failed(
                $"the graph gave '{Excerpt.Of(name)}' in the shape [{string.Join(", ", shape)}], not [{string.Join(", ", expected)}]"
            );
        }
    }

    private static void Read(OrtValue logits, int row, Span<float> to)
    {
        var start = row * to.Length;
        if (logits.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float)
        {
            logits.GetTensorDataAsSpan<float>().Slice(start, to.Length).CopyTo(to);
            return;
        }
        var halves = MemoryMarshal.Cast<Float16, Half>(logits.GetTensorDataAsSpan<Float16>());
        TensorPrimitives.ConvertToSingle(halves.Slice(start, to.Length), to);
    }
}
