using Microsoft.ML.OnnxRuntime;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>A graph out of a file. What ONNX Runtime has against it becomes one line that names the file.</summary>
internal sealed class GraphSession : IDisposable
{
    private const int LongestReason = 240;

    private readonly string file;
    private readonly RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    private GraphSession(string file, InferenceSession session)
    {
        this.file = file;
        Session = session;
    }

    public InferenceSession Session { get; }

    /// <summary>
    /// Loads a graph for the CPU. No library of operators is ever registered, so a graph that needs one is refused; weights kept
    /// in other files are read from the graph's folder.
    /// </summary>
    /// <exception cref="InputException">The file is no graph, is damaged, or needs what is not there.</exception>
    public static GraphSession Load(string file, int threads)
    {
        ModelFile.Length(file);
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = threads,
            // Plans of memory are kept for every shape, and shapes differ at every step.
            EnableMemoryPattern = false,
            // What fails is told by the exception.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            return new GraphSession(file, new InferenceSession(file, settings));
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException(
                $"ONNX Runtime cannot load the graph: {Reason(e)}",
                file,
                "fetch all files of the model again, those with its weights too",
                e
            );
        }
    }

    /// <summary>Runs it; the caller disposes the outputs.</summary>
    /// <exception cref="InputException">A node of the graph failed.</exception>
    public IReadOnlyList<OrtValue> Run(
        IReadOnlyCollection<string> inputs,
        IReadOnlyCollection<OrtValue> values,
        IReadOnlyCollection<string> outputs
    )
    {
        try
        {
            return Session.Run(options, inputs, values, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed($"the graph failed: {Reason(e)}", e);
        }
    }

    /// <summary>What to throw for a graph that did not do what it says.</summary>
    public InputException Failed(string what, Exception? cause = null) =>
        new(what, file, "fetch the model again, or export it anew", cause);

    public void Dispose()
    {
        Session.Dispose();
        options.Dispose();
    }

    // A message begins with a code in brackets.
    private static string Reason(OnnxRuntimeException e)
    {
        var end = e.Message.StartsWith('[') ? e.Message.IndexOf(']', StringComparison.Ordinal) : -1;
        var reason = string.Concat(e.Message[(end + 1)..].Select(letter => char.IsControl(letter) ? ' ' : letter))
            .Trim();
        return reason.Length > LongestReason ? string.Concat(reason.AsSpan(0, LongestReason), "…") : reason;
    }
}
