using System.Text.Json;
using Assay.Models;
using Assay.Runs.Log;
using Assay.Scoring;

namespace Assay.Runs;

/// <summary>
/// Writes what happens into <c>logs/assay.jsonl</c>, passes it on, and counts. Samples are not logged one by one (the predictions
/// are their log) except with <c>--debug</c>.
/// </summary>
public sealed class RunJournal : IRunObserver, IDisposable
{
    private readonly Lock gate = new();
    private readonly JsonLines log;
    private readonly IRunObserver next;
    private readonly TimeProvider time;
    private readonly long start;
    private bool closed;

    /// <param name="path">The log file; appended to.</param>
    /// <param name="next">Who else watches.</param>
    /// <param name="time">The clock.</param>
    public RunJournal(string path, IRunObserver next, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        log = JsonLines.Append(path);
        this.next = next;
        this.time = time;
        start = time.GetTimestamp();
    }

    /// <summary>Samples that got no answer.</summary>
    public int Failed { get; private set; }

    /// <summary>Samples by where their answer came from.</summary>
    public IReadOnlyDictionary<AnswerSource, int> Done => done;

    /// <summary>Tokens of the answers that were asked for in this start of the run.</summary>
    public TokenUsage Asked { get; private set; }

    /// <summary>Time since the journal was opened.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    private readonly Dictionary<AnswerSource, int> done = [];

    /// <inheritdoc/>
    public void On(RunEvent happening)
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }
            if (happening is SampleDone sample)
            {
                Count(sample);
            }
            else
            {
                log.Add((time.GetUtcNow(), happening), Write);
                log.Flush();
            }
        }
        next.On(happening);
    }

    /// <summary>Writes the last line: how the run ended.</summary>
    public void Close(string status)
    {
        lock (gate)
        {
            log.Add(
                (At: time.GetUtcNow(), Journal: this, status),
                static (json, x) =>
                {
                    Begin(json, x.At, "ended");
                    json.WriteString("status"u8, x.status);
                    json.WriteNumber("seconds"u8, Math.Round(x.Journal.Elapsed.TotalSeconds, 3));
                    json.WriteNumber("failed"u8, x.Journal.Failed);
                    foreach (var (source, count) in x.Journal.done)
                    {
                        json.WriteNumber($"from_{source.ToString().ToLowerInvariant()}", count);
                    }
                    json.WriteNumber("input_tokens"u8, x.Journal.Asked.Input);
                    json.WriteNumber("output_tokens"u8, x.Journal.Asked.Output);
                    json.WriteEndObject();
                }
            );
            log.Flush();
            closed = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => log.Dispose();

    private void Count(SampleDone sample)
    {
        Failed += sample.Status is ScoreStatus.Failed ? 1 : 0;
        done[sample.Source] = done.GetValueOrDefault(sample.Source) + 1;
        if (sample.Source is AnswerSource.Model)
        {
            Asked += sample.Usage;
        }
    }

    private static void Begin(Utf8JsonWriter json, DateTimeOffset at, string happening)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, at);
        json.WriteString("event"u8, happening);
    }

    private static void Write(Utf8JsonWriter json, (DateTimeOffset At, RunEvent Happening) entry)
    {
        switch (entry.Happening)
        {
            case RunOpened opened:
                Begin(json, entry.At, "opened");
                json.WriteBoolean("resumed"u8, opened.Resumed);
                break;
            case DatasetStarted started:
                Begin(json, entry.At, "dataset_started");
                json.WriteString("model"u8, started.Model);
                json.WriteString("dataset"u8, started.Dataset);
                break;
            case DatasetDone finished:
                Begin(json, entry.At, "dataset_done");
                json.WriteString("model"u8, finished.Model);
                json.WriteString("dataset"u8, finished.Dataset);
                break;
            case Retrying retrying:
                Begin(json, entry.At, "retrying");
                json.WriteString("model"u8, retrying.Model);
                json.WriteString("reason"u8, retrying.Reason);
                json.WriteNumber("delay_seconds"u8, Math.Round(retrying.Delay.TotalSeconds, 3));
                break;
            case Exchanged exchanged:
                Begin(json, entry.At, "exchanged");
                json.WritePropertyName("prediction"u8);
                PredictionJson.Write(json, exchanged.Model, exchanged.Exchange);
                break;
            case Warned warned:
                Begin(json, entry.At, "warning");
                json.WriteString("message"u8, warned.Message);
                break;
            default:
                Begin(json, entry.At, entry.Happening.GetType().Name);
                break;
        }
        json.WriteEndObject();
    }
}
