using System.Text;
using Assay.Testing;

namespace Assay.Cli.Tests.Verbs;

/// <summary>Model folders made by hand.</summary>
internal static class ModelFiles
{
    /// <summary>A folder with these settings and a file of weights that holds none.</summary>
    public static string Model(this TemporaryFolder folder, string name, string config)
    {
        folder.Write($"{name}/config.json", config);
        folder.Safetensors($"{name}/model.safetensors", "{}");
        return folder[name];
    }

    /// <summary>A safetensors file with this header and nothing behind it.</summary>
    public static void Safetensors(this TemporaryFolder folder, string file, string header)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(folder[file], [.. BitConverter.GetBytes((long)bytes.Length), .. bytes]);
    }
}
