using System.Buffers.Binary;

namespace Assay.Models.Local.Weights;

/// <summary>The header of a llama2.c checkpoint.</summary>
/// <param name="Width">Width of the residual stream.</param>
/// <param name="Hidden">Width of the feed-forward layers.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads.</param>
/// <param name="Vocabulary">Number of tokens.</param>
/// <param name="Context">Longest sequence.</param>
/// <param name="SharedHead">Whether the output weights are the embedding's.</param>
internal sealed record Llama2CSizes(
    int Width,
    int Hidden,
    int Layers,
    int Heads,
    int KeyValueHeads,
    int Vocabulary,
    int Context,
    bool SharedHead
)
{
    /// <summary>Size of the header.</summary>
    public const int HeaderBytes = 7 * sizeof(int);

    // Beyond every Llama model; with these the length of a file stays far below 2⁶³.
    private const int Largest = 1 << 20;
    private const int MostLayers = 1 << 10;

    /// <summary>Numbers of one head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Width of keys and of values.</summary>
    public int KeyValueWidth => HeadWidth * KeyValueHeads;

    /// <summary>The length of a file with these sizes.</summary>
    public long FileBytes => HeaderBytes + Llama2CLayout.DataBytes(this);

    /// <summary>The header of a mapped file.</summary>
    /// <exception cref="InputException">It makes no sense, or asks for another length than the file has.</exception>
    public static Llama2CSizes Read(MappedFile file)
    {
        var sizes = file.Length < HeaderBytes ? null : TryParse(file.Span(0, HeaderBytes));
        if (sizes is null)
        {
            throw new InputException(
                "this is no llama2.c checkpoint: the seven sizes at its start make no sense",
                file.Path,
                "give a llama2.c file of version 0, or the folder of a model in safetensors or ONNX"
            );
        }
        return sizes.FileBytes == file.Length
            ? sizes
            : throw new InputException(
                $"the header asks for {sizes.FileBytes:N0} bytes, the file has {file.Length:N0}",
                file.Path,
                "the file is cut short or no llama2.c checkpoint of version 0; fetch it again"
            );
    }

    /// <summary>Seven int32; a negative vocabulary means output weights of their own. Null when no model has such sizes.</summary>
    public static Llama2CSizes? TryParse(ReadOnlySpan<byte> header)
    {
        Span<int> values = stackalloc int[7];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(header[(i * sizeof(int))..]);
        }
        var shared = values[5] > 0;
        values[5] = shared ? values[5] : unchecked(-values[5]);
        if (values.ContainsAnyExceptInRange(1, Largest) || values[2] > MostLayers)
        {
            return null;
        }
        var (width, heads, groups) = (values[0], values[3], values[4]);
        return width % heads == 0 && heads % groups == 0 && width / heads % 2 == 0
            ? new Llama2CSizes(width, values[1], values[2], heads, groups, values[5], values[6], shared)
            : null;
    }
}
