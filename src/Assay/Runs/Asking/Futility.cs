namespace Assay.Runs.Asking;

/// <summary>
/// Notices a model that answers nothing: when so many samples have failed and none was answered, those that follow would fare no
/// better, and each would cost all its retries. Thread-safe.
/// </summary>
internal sealed class Futility
{
    private const int MostInVain = 20;

    private volatile bool answered;
    private volatile string? reason;
    private int failed;

    /// <summary>Why nothing more is asked; null while there is hope.</summary>
    public string? Reason => answered ? null : reason;

    /// <summary>A sample has an answer.</summary>
    public void Answered() => answered = true;

    /// <summary>A sample has none, after all retries.</summary>
    public void Failed(string error)
    {
        if (Interlocked.Increment(ref failed) >= MostInVain)
        {
            reason ??= $"not asked, because none of the first {MostInVain} samples was answered: {error}";
        }
    }
}
