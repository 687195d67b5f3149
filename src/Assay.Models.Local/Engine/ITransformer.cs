namespace Assay.Models.Local.Engine;

/// <summary>Runs passes: a described decoder, or a folder's own ONNX graph. One pass at a time.</summary>
internal interface ITransformer : IDisposable
{
    /// <summary>How many logits a row has.</summary>
    int Vocabulary { get; }

    /// <summary>The most positions of a sequence.</summary>
    int Context { get; }

    /// <summary>How many sequences are held at once.</summary>
    int Slots { get; }

    /// <summary>Whether branches of a <see cref="TokenTree"/> can be run.</summary>
    bool Trees { get; }

    /// <summary>Whether a sequence of this length turns by the frequencies for long ones.</summary>
    bool IsLong(int length);

    /// <summary>Runs a pass and writes the logits of its rows, [rows, vocabulary].</summary>
    void Run(Pass pass, Memory<float> logits);

    /// <summary>Copies the first tokens that one slot holds to another.</summary>
    void Copy(int from, int to, int tokens);
}
