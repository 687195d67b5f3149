using Assay.Models.Local.Engine;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Looks at a transformer's passes from the engine's own thread, and meddles with them.</summary>
internal sealed class WatchedTransformer(ITransformer inner) : ITransformer
{
    /// <summary>Sees each pass before it is run; what it throws the pass throws.</summary>
    public Action<Pass> Before { get; set; } = _ => { };

    /// <summary>May change the logits that a pass gave.</summary>
    public Action<Pass, float[]>? After { get; set; }

    /// <summary>How many passes were begun.</summary>
    public int Passes { get; private set; }

    /// <summary>Whether the engine let go of it.</summary>
    public bool IsDisposed { get; private set; }

    public int Vocabulary => inner.Vocabulary;

    public int Context => inner.Context;

    public int Slots => inner.Slots;

    public bool Trees { get; init; } = true;

    public bool IsLong(int length) => inner.IsLong(length);

    public void Copy(int from, int to, int tokens) => inner.Copy(from, to, tokens);

    public void Run(Pass pass, Memory<float> logits)
    {
        Passes++;
        Before(pass);
        inner.Run(pass, logits);
        if (After is { } change)
        {
            var changed = logits.ToArray();
            change(pass, changed);
            changed.CopyTo(logits);
        }
    }

    public void Dispose()
    {
        IsDisposed = true;
        inner.Dispose();
    }
}
