using System.Collections.Concurrent;
using Assay.Models.Local.Generation;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Runs jobs on a transformer from one thread of its own. Sequences that are being generated share each step (continuous batching): one
/// that is done leaves, a waiting one takes its place. Contexts to score are packed with others of the same beginning
/// (<see cref="ScoringPack"/>). A beginning that any slot holds is not computed again.
/// </summary>
internal sealed class InferenceEngine : IDisposable
{
    /// <summary>The most tokens of one pass: more of them are no faster and hold up the other sequences.</summary>
    public const int PassTokens = 512;

    private const int LogitsBudget = 16 << 20;

    private readonly ITransformer transformer;
    private readonly BlockingCollection<EngineJob> arriving = new(new ConcurrentQueue<EngineJob>());
    private readonly Queue<GenerateJob> waiting = new();
    private readonly List<ScoreJob> toScore = [];
    private readonly List<GenerateJob> active = [];
    private readonly SlotTokens[] slots;
    private readonly Thread thread;
    private readonly EngineMeter meter = new();
    private int[] last;
    private float[] logits = [];
    private int disposed;

    public InferenceEngine(ITransformer transformer)
    {
        this.transformer = transformer;
        slots = [.. Enumerable.Range(0, transformer.Slots).Select(_ => new SlotTokens())];
        last = new int[Sequences];
        thread = new Thread(Work) { IsBackground = true, Name = "inference" };
        thread.Start();
    }

    /// <summary>What was computed so far.</summary>
    public EngineMeter Meter => meter;

    // The last slot is for scoring, the others each for a sequence that is generated.
    private int Sequences => transformer.Slots - 1;

    private int Scoring => transformer.Slots - 1;

    public void Add(EngineJob job)
    {
        try
        {
            arriving.Add(job);
        }
        catch (InvalidOperationException)
        {
            job.Fail(new ObjectDisposedException(nameof(InferenceEngine)));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }
        arriving.CompleteAdding();
        thread.Join();
        arriving.Dispose();
        transformer.Dispose();
    }

    private void Work()
    {
        while (Receive())
        {
            try
            {
                Drop();
                if (toScore.Count > 0)
                {
                    Score();
                }
                if (waiting.Count > 0 && active.Count < Sequences)
                {
                    Admit(waiting.Dequeue());
                }
                if (active.Count > 0)
                {
                    Step();
                }
            }
            catch (Exception e)
            {
                FailAll(e);
            }
        }
        FailAll(new ObjectDisposedException(nameof(InferenceEngine)));
    }

    // Waits only when there is nothing to do; false at the end.
    private bool Receive()
    {
        if (active.Count == 0 && waiting.Count == 0 && toScore.Count == 0)
        {
            if (!arriving.TryTake(out var first, Timeout.Infinite))
            {
                return false;
            }
            Sort(first);
        }
        while (arriving.TryTake(out var job))
        {
            Sort(job);
        }
        return !arriving.IsAddingCompleted;
    }

    private void Sort(EngineJob job)
    {
        if (job is ScoreJob score)
        {
            toScore.Add(score);
        }
        else
        {
            waiting.Enqueue((GenerateJob)job);
        }
    }

    private void Drop()
    {
        foreach (var job in toScore.Where(job => job.Cancellation.IsCancellationRequested).ToArray())
        {
            toScore.Remove(job);
            job.Fail(new OperationCanceledException(job.Cancellation));
        }
        for (var i = active.Count - 1; i >= 0; i--)
        {
            if (active[i].Abandoned)
            {
                active[i].Abandon();
                Leave(i);
            }
        }
        while (waiting.TryPeek(out var next) && next.Abandoned)
        {
            waiting.Dequeue().Abandon();
        }
    }

    private void Score()
    {
        var held = slots[Scoring];
        var pack = ScoringPack.Choose(toScore, held, transformer, PassTokens);
        foreach (var job in pack.Jobs)
        {
            toScore.Remove(job);
        }
        try
        {
            held.Cut(pack.Reused);
            meter.Reused += pack.Reused;
            foreach (var pass in pack.Passes(Scoring, PassTokens, RowsPerPass))
            {
                pack.Take(pass, Run(pass));
            }
            held.Set(pack.Chain, pack.IsLong);
            pack.Complete();
        }
        catch (Exception e)
        {
            held.Set([], false);
            foreach (var job in pack.Jobs)
            {
                job.Fail(e);
            }
        }
    }

    private int RowsPerPass => Math.Max(8, LogitsBudget / transformer.Vocabulary);

    private void Admit(GenerateJob job)
    {
        var slot = active.Count;
        try
        {
            var isLong = transformer.IsLong(job.Prompt.Length);
            var past = Reuse(job.Prompt, slot, isLong);
            job.Sampler.Start(job.Prompt);
            slots[slot].Set(job.Prompt.AsSpan(0, past), isLong);
            meter.Reused += past;
            ReadOnlySpan<float> row = [];
            while (past < job.Prompt.Length)
            {
                var count = Math.Min(PassTokens, job.Prompt.Length - past);
                var end = past + count == job.Prompt.Length;
                row = Run(
                    new Pass
                    {
                        Slot = slot,
                        Tokens = job.Prompt[past..(past + count)],
                        Past = [past],
                        Long = [isLong],
                        Rows = end ? [count - 1] : [0],
                    }
                );
                past += count;
            }
            slots[slot].Set(job.Prompt, isLong);
            if (Choose(job, row, slot))
            {
                active.Add(job);
            }
        }
        catch (Exception e)
        {
            slots[slot].Set([], false);
            job.Fail(e);
        }
    }

    // Takes over the longest beginning that any slot holds; the last token is always computed, for its logits.
    private int Reuse(int[] prompt, int slot, bool isLong)
    {
        var wanted = prompt.AsSpan(0, prompt.Length - 1);
        var (best, length) = (slot, slots[slot].Common(wanted, isLong));
        for (var other = 0; other < slots.Length; other++)
        {
            var common = slots[other].Common(wanted, isLong);
            if (common > length)
            {
                (best, length) = (other, common);
            }
        }
        if (best != slot && length > 0)
        {
            transformer.Copy(best, slot, length);
        }
        return length;
    }

    private void Step()
    {
        var count = active.Count;
        var pass = new Pass
        {
            Slot = 0,
            Tokens = last[..count],
            Past = [.. slots.Take(count).Select(slot => slot.Count)],
            Long = [.. active.Select(job => transformer.IsLong(job.Prompt.Length))],
            Rows = [.. Enumerable.Range(0, count)],
        };
        ReadOnlySpan<float> rows;
        try
        {
            rows = Run(pass);
        }
        catch (Exception e)
        {
            // What waits may do better, and is not held by these slots.
            FailActive(e);
            return;
        }
        var going = new bool[count];
        for (var i = 0; i < count; i++)
        {
            slots[i].Append(last[i]);
            going[i] = Choose(active[i], rows.Slice(i * transformer.Vocabulary, transformer.Vocabulary), i);
        }
        for (var i = count - 1; i >= 0; i--)
        {
            if (!going[i])
            {
                Leave(i);
            }
        }
    }

    private bool Choose(GenerateJob job, ReadOnlySpan<float> row, int slot)
    {
        try
        {
            var id = job.Sampler.Next(row, job.Banned);
            last[slot] = id;
            meter.Generated++;
            var token =
                job.Top < 0
                    ? new TokenScore(id, double.NaN, false, [])
                    : LogProbabilities.Score(row, LogProbabilities.Total(row), id, job.Top);
            var more = job.Give(token) && slots[slot].Count + 1 < transformer.Context;
            if (!more)
            {
                job.Complete();
            }
            return more;
        }
        catch (Exception e)
        {
            // The others of the pass go on.
            job.Fail(e);
            return false;
        }
    }

    // Slots of active sequences lie side by side: the last one moves into the gap.
    private void Leave(int index)
    {
        var end = active.Count - 1;
        if (index != end)
        {
            transformer.Copy(end, index, slots[end].Count);
            (slots[index], slots[end]) = (slots[end], new SlotTokens());
            (active[index], last[index]) = (active[end], last[end]);
        }
        active.RemoveAt(end);
    }

    private ReadOnlySpan<float> Run(Pass pass)
    {
        var size = pass.Rows.Length * transformer.Vocabulary;
        if (logits.Length < size)
        {
            logits = new float[size];
        }
        transformer.Run(pass, logits.AsMemory(0, size));
        meter.Computed += pass.Tokens.Length;
        return logits.AsSpan(0, size);
    }

    private void FailActive(Exception reason)
    {
        for (var i = 0; i < active.Count; i++)
        {
            active[i].Fail(reason);
            slots[i].Set([], false);
        }
        active.Clear();
    }

    private void FailAll(Exception reason)
    {
        FailActive(reason);
        foreach (var job in waiting.Concat<EngineJob>(toScore))
        {
            job.Fail(reason);
        }
        waiting.Clear();
        toScore.Clear();
        foreach (var slot in slots)
        {
            slot.Set([], false);
        }
    }
}
