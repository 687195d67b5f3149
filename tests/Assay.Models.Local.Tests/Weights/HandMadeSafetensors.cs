using System.Buffers.Binary;
using System.Text;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Weights;

/// <summary>Writes safetensors files from a header's text, true or not.</summary>
internal static class HandMadeSafetensors
{
    /// <summary>The bytes of a file with this header, followed by <paramref name="data"/>.</summary>
    public static byte[] Bytes(string header, byte[] data, ulong? claimedLength = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimedLength ?? (ulong)text.Length);
        text.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }

    /// <summary>Writes such a file and gives its path.</summary>
    public static string Safetensors(
        this TemporaryFolder folder,
        string header,
        int dataBytes,
        string name = "model.safetensors"
    )
    {
        File.WriteAllBytes(folder[name], Bytes(header, new byte[dataBytes]));
        return folder[name];
    }
}
