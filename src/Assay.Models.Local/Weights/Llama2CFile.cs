namespace Assay.Models.Local.Weights;

/// <summary>
/// A checkpoint of llama2.c, version 0: seven int32 sizes, then float32 arrays in a fixed order
/// (karpathy/llama2.c, <c>export.py</c>, <c>legacy_export</c>). Its weights go by the names that the hubs use for Llama models. Unlike
/// the hubs' models, rows of <c>q_proj</c> and <c>k_proj</c> are rotated in neighbouring pairs; they are given as stored.
/// </summary>
internal sealed class Llama2CFile : IDisposable
{
    private Llama2CFile(Llama2CSizes sizes, WeightStore weights)
    {
        Sizes = sizes;
        Weights = weights;
    }

    /// <summary>The header.</summary>
    public Llama2CSizes Sizes { get; }

    /// <summary>The weights by the hubs' names: <c>model.layers.0.self_attn.q_proj.weight</c> and so on.</summary>
    public WeightStore Weights { get; }

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="InputException">The header makes no sense, or asks for another length than the file has.</exception>
    public static Llama2CFile Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            var sizes = Llama2CSizes.Read(file);
            return new Llama2CFile(sizes, Store(sizes, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file is as long as its first bytes say, which hardly any other file is.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            var length = ModelFile.Length(path);
            Span<byte> header = stackalloc byte[Llama2CSizes.HeaderBytes];
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, header, 0) == header.Length
                && Llama2CSizes.TryParse(header) is { } sizes
                && sizes.FileBytes == length;
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();

    private static WeightStore Store(Llama2CSizes sizes, MappedFile file)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var entry in Llama2CLayout.Entries(sizes).Where(entry => entry.Name.Length > 0))
        {
            tensors.Add(entry.Name, new StoredTensor(entry, file, Llama2CSizes.HeaderBytes));
        }
        return new WeightStore(file.Path, tensors, [file]);
    }
}
