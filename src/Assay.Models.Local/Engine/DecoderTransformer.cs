using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Models.Local.Engine;

/// <summary>A described decoder with its weights, its graph and its cache.</summary>
internal sealed class DecoderTransformer : ITransformer
{
    // Below any score, and still a number after it is added to one.
    private const float Hidden = -1e30f;

    private readonly DecoderDescription model;
    private readonly DecoderGraph graph;
    private readonly GraphWeights weights;
    private readonly WeightStore store;
    private readonly InferenceSession session;
    private readonly KeyValueCache cache;
    private readonly RotaryTables[] tables;
    private readonly EmbeddingLookup embedding;
    private readonly RunOptions options = new();

    private DecoderTransformer(
        DecoderDescription model,
        DecoderGraph graph,
        GraphWeights weights,
        WeightStore store,
        EmbeddingLookup embedding,
        InferenceSession session,
        int slots
    )
    {
        this.model = model;
        this.graph = graph;
        this.weights = weights;
        this.store = store;
        this.embedding = embedding;
        this.session = session;
        Slots = slots;
        cache = new KeyValueCache(model, slots, model.Context);
        tables = [.. graph.Rotaries.Select(rotary => new RotaryTables(rotary))];
    }

    public int Vocabulary => model.Vocabulary;

    public int Context => model.Context;

    public int Slots { get; }

    public bool Trees => true;

    /// <summary>Memory taken for keys and values.</summary>
    public long CacheBytes => cache.Bytes;

    /// <summary>Makes the graph and the session. The store is the transformer's from now on.</summary>
    /// <exception cref="InputException">A weight is missing or has another shape than the settings say.</exception>
    public static DecoderTransformer Load(
        DecoderDescription model,
        WeightStore store,
        Precision precision,
        int threads,
        int slots
    )
    {
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // The file of weights stands for the data of every weight; the data itself is given apart.
        var file = store.Get(model.FinalNorm.Weight).File;
        settings.AddSessionConfigEntry(
            "session.model_external_initializers_file_folder_path",
            Path.GetDirectoryName(Path.GetFullPath(file))!
        );
        var converted = new GraphWeights(store, precision, Path.GetFileName(file), settings);
        try
        {
            var written = DecoderGraph.Write(model, converted);
            var opened = new InferenceSession(written.Bytes, settings);
            converted.GiveBackPacked();
            return new DecoderTransformer(
                model,
                written,
                converted,
                store,
                new EmbeddingLookup(model, store),
                opened,
                slots
            );
        }
        catch (Exception e)
        {
            converted.Dispose();
            store.Dispose();
            if (e is not OnnxRuntimeException)
            {
                throw;
            }
            throw new InputException(
                $"the model cannot be built: {Excerpt.Line(e.Message)}",
                store.Source,
                "weights and config.json must come from the same model; fetch the folder again",
                e
            );
        }
    }

    public bool IsLong(int length) => graph.Rotaries.Any(rotary => length > rotary.ShortLength);

    public void Copy(int from, int to, int tokens) => cache.Copy(from, to, tokens);

    public void Run(Pass pass, Memory<float> logits)
    {
        cache.Reserve(pass.Total);
        using var inputs = new PassInputs();
        using var binding = session.CreateIoBinding();
        var (slots, added) = (pass.Past.Length, pass.New);
        var longest = Enumerable.Range(0, pass.Tokens.Length).Max(pass.Position) + 1;

        binding.BindInput("hidden", inputs.Add(embedding.Look(pass), slots, added, model.Hidden));
        binding.BindInput("lengths", inputs.Add(pass.Past.Select(past => past + added - 1).ToArray(), slots));
        binding.BindInput("total", inputs.Add([pass.Total]));
        binding.BindInput("rows", inputs.Add(pass.Rows.Select(row => (long)row).ToArray(), pass.Rows.Length));
        BindPositions(binding, inputs, pass, longest);
        foreach (var window in graph.Windows)
        {
            var bias = Bias(pass, window, longest, out var sequences);
            binding.BindInput(DecoderGraph.BiasName(window), inputs.Add(bias, sequences, 1, added, pass.Total));
        }
        var past = cache.Range(pass.Slot, slots);
        for (var i = 0; i < past.Length; i++)
        {
            var name = $"{i / 2}.{(i % 2 == 0 ? "key" : "value")}";
            binding.BindInput($"past{name}", past[i]);
            binding.BindOutput($"present{name}", past[i]);
        }
        binding.BindOutput("logits", inputs.Add(logits, pass.Rows.Length, model.Vocabulary));
        session.RunWithBinding(options, binding);
    }

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
        cache.Dispose();
        weights.Dispose();
        store.Dispose();
    }

    private void BindPositions(OrtIoBinding binding, PassInputs inputs, Pass pass, int longest)
    {
        if (tables.Length == 0)
        {
            return;
        }
        foreach (var table in tables)
        {
            // ONNX Runtime wants as many rows as there are new tokens, though branches beside each other have the same positions.
            table.Reserve(Math.Max(longest, pass.New));
        }
        // Where one rotation has rows for long sequences all have: they come from the same settings.
        var positions = Enumerable
            .Range(0, pass.Tokens.Length)
            .Select(place => (long)tables[0].Row(pass.Position(place), pass.Long[place / pass.New]))
            .ToArray();
        binding.BindInput("positions", inputs.Add(positions, pass.Past.Length, pass.New));
        for (var i = 0; i < tables.Length; i++)
        {
            binding.BindInput($"cos{i}", inputs.Add(tables[i].Cosines, tables[i].Rows, tables[i].Pairs));
            binding.BindInput($"sin{i}", inputs.Add(tables[i].Sines, tables[i].Rows, tables[i].Pairs));
        }
    }

    // The operator itself hides what lies behind a token in its slot; the bias hides other branches and what is out of a window.
    private static float[] Bias(Pass pass, int? window, int longest, out int sequences)
    {
        var total = pass.Total;
        sequences = 1;
        if (pass.Tree is { } tree)
        {
            var mask = new float[pass.New * total];
            tree.Mask(pass.Past[0], total, window, Hidden, mask);
            return mask;
        }
        if (window is not { } size || size >= longest)
        {
            return new float[pass.New * total];
        }
        sequences = pass.Past.Length;
        var bias = new float[sequences * pass.New * total];
        for (var row = 0; row < sequences * pass.New; row++)
        {
            var outside = Math.Max(0, pass.Position(row) - size + 1);
            bias.AsSpan(row * total, outside).Fill(Hidden);
        }
        return bias;
    }
}
