using Assay.Runs;

namespace Assay;

/// <summary>
/// Takes what the user should know, from before there is a run to tell it to: kept until the run's journal is open, then passed on
/// at once. Thread-safe.
/// </summary>
internal sealed class Warnings
{
    private readonly Lock gate = new();
    private readonly List<string> kept = [];
    private IRunObserver? observer;

    public void Add(string message)
    {
        lock (gate)
        {
            if (observer is null)
            {
                kept.Add(message);
                return;
            }
        }
        observer.On(new Warned(message));
    }

    public void GoTo(IRunObserver observer)
    {
        lock (gate)
        {
            this.observer = observer;
        }
        foreach (var message in kept)
        {
            observer.On(new Warned(message));
        }
        kept.Clear();
    }
}
