using Assay.Models.Local.Engine;
using Assay.Models.Local.Tests.Reference;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Cases written once for a class of tests, of which every test loads a transformer of its own.</summary>
public sealed class CaseFolders : IDisposable
{
    public const string Plain = "llama 2, grouped, float16";
    public const string Window = "mistral, window of five";
    public const string LongRope = "phi3, longrope beyond the original context";

    private readonly TemporaryFolder folder = new();

    /// <summary>What differs between sequences that share passes: nothing, a window, frequencies by length.</summary>
    public static TheoryData<string> Names => [Plain, Window, LongRope];

    public void Dispose() => folder.Dispose();

    internal WatchedTransformer Load(string name, int slots = 4) =>
        new(LoadedTransformers.Load(Folder(name), slots: slots));

    internal ReferenceModel Reference(string name) => ReferenceModel.Load(Folder(name));

    private string Folder(string name)
    {
        var path = folder[name];
        if (!Directory.Exists(path))
        {
            ArchitectureCases.Named(name).Folder.Write(path);
        }
        return path;
    }
}
