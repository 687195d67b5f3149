namespace Assay.Models.Local.Weights;

/// <summary>
/// The weights of a model, mapped from their files and read only where they are touched. Weights taken from it are valid
/// until it is disposed. Safe for concurrent reading.
/// </summary>
internal sealed class WeightStore : IDisposable
{
    private readonly Dictionary<string, StoredTensor> tensors;
    private readonly IReadOnlyList<MappedFile> files;

    /// <summary>Takes over the files, which live as long as the store.</summary>
    public WeightStore(string source, Dictionary<string, StoredTensor> tensors, IReadOnlyList<MappedFile> files)
    {
        Source = source;
        this.tensors = tensors;
        this.files = files;
        Bytes = tensors.Values.Sum(tensor => tensor.Entry.End - tensor.Entry.Begin);
    }

    /// <summary>The folder or file that was opened.</summary>
    public string Source { get; }

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyCollection<string> Names => tensors.Keys;

    /// <summary>The size of all tensors as stored.</summary>
    public long Bytes { get; }

    /// <summary>
    /// Opens the weights of a folder: <c>model.safetensors</c>, else the shards of <c>model.safetensors.index.json</c>,
    /// else the only <c>*.safetensors</c> there is; or one such file.
    /// </summary>
    /// <exception cref="InputException">There are none, a file is missing, or one is damaged.</exception>
    public static WeightStore Open(string path) => WeightFiles.Open(path);

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => tensors.ContainsKey(name);

    /// <summary>A tensor by name.</summary>
    /// <exception cref="InputException">It is missing, or stored in a type that no model here is run from.</exception>
    public Weight Get(string name) =>
        TryGet(name, out var weight)
            ? weight
            : throw new InputException(
                $"the weights hold no tensor '{Excerpt.Of(name)}'",
                Source,
                DidYouMean.Nearest(name, Comparable(name)) is { } near
                    ? $"the nearest name there is '{Excerpt.Of(near)}'; weights and config.json must come from the same model"
                    : "weights and config.json must come from the same model; fetch the folder again"
            );

    /// <summary>A tensor by name, where there is one.</summary>
    /// <exception cref="InputException">It is stored in a type that no model here is run from.</exception>
    public bool TryGet(string name, out Weight weight)
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            weight = default;
            return false;
        }
        weight = tensor.AsWeight();
        return true;
    }

    // Foreign names may be many and endless; comparing costs the product of two lengths.
    private IEnumerable<string> Comparable(string name) =>
        Names.Where(other => other.Length <= 2 * name.Length).Take(10_000);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }
}
