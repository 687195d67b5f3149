using System.Text;

namespace Assay.EndToEnd.Tests;

/// <summary>What a program has written to one of its streams so far, and who waits for more of it.</summary>
internal sealed class HeardText
{
    private readonly Lock gate = new();
    private readonly StringBuilder said = new();
    private readonly List<(string Text, TaskCompletionSource Heard)> waiting = [];
    private readonly Task<string> whole;

    public HeardText(StreamReader stream) => whole = ListenAsync(stream);

    /// <summary>All of it, when the stream has ended.</summary>
    public Task<string> WholeAsync() => whole;

    /// <summary>All of it up to now.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            return said.ToString();
        }
    }

    /// <summary>Waits until a text has been written.</summary>
    public Task UntilAsync(string text)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((text, heard));
            Tell();
        }
        return heard.Task;
    }

    private async Task<string> ListenAsync(StreamReader stream)
    {
        var heard = new char[1024];
        while (await stream.ReadAsync(heard) is > 0 and var count)
        {
            lock (gate)
            {
                said.Append(heard, 0, count);
                Tell();
            }
        }
        return ToString();
    }

    private void Tell()
    {
        var text = said.ToString();
        foreach (var (_, heard) in waiting.Where(x => text.Contains(x.Text, StringComparison.Ordinal)))
        {
            heard.TrySetResult();
        }
    }
}
