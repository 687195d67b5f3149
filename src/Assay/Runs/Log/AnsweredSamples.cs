using System.Buffers;
using System.Text.Json;
using Assay.Models;

namespace Assay.Runs.Log;

/// <summary>
/// What a prediction file already holds: answers are found by sample and repeat and read from the file when asked for, so that a
/// long log costs eight bytes an answer in memory.
/// </summary>
public sealed class AnsweredSamples : IDisposable
{
    private readonly FileStream? file;
    private readonly List<long> lineStarts = [];
    private readonly int repeats;

    private AnsweredSamples(FileStream? file, int repeats)
    {
        this.file = file;
        this.repeats = repeats;
    }

    /// <summary>How many samples have an answer.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Scans a prediction file; a file that is not there holds nothing. Lines with an error are no answers, damaged lines are
    /// passed over (their samples are asked again), and of two lines for one sample the later counts.
    /// </summary>
    public static AnsweredSamples Scan(string path, int repeats)
    {
        if (!File.Exists(path))
        {
            return new AnsweredSamples(null, repeats);
        }
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var answered = new AnsweredSamples(stream, repeats);
        answered.Index();
        return answered;
    }

    /// <summary>The answer to a sample, if it was asked with the same prompt.</summary>
    public ModelAnswer? Find(int index, int repeat, string promptHash)
    {
        var slot = (index * repeats) + repeat;
        if (file is null || repeat >= repeats || slot >= lineStarts.Count || lineStarts[slot] < 0)
        {
            return null;
        }
        using var line = ReadLine(lineStarts[slot]);
        return line.RootElement.TryGetProperty("prompt_hash"u8, out var hash) && hash.ValueEquals(promptHash)
            ? AnswerJson.Read(line.RootElement)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private void Index()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        var filled = 0;
        var lineStart = 0L;
        try
        {
            while (true)
            {
                var read = file!.Read(buffer, filled, buffer.Length - filled);
                if (read == 0)
                {
                    return;
                }
                filled += read;
                var consumed = 0;
                while (buffer.AsSpan(consumed, filled - consumed).IndexOf((byte)'\n') is >= 0 and var length)
                {
                    Note(buffer.AsSpan(consumed, length), lineStart);
                    consumed += length + 1;
                    lineStart += length + 1;
                }
                buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                filled -= consumed;
                if (filled == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Note(ReadOnlySpan<byte> line, long start)
    {
        if (ReadKey(line) is not { } key || key.Index < 0 || key.Repeat < 0 || key.Repeat >= repeats)
        {
            return;
        }
        var slot = (key.Index * repeats) + key.Repeat;
        while (lineStarts.Count <= slot)
        {
            lineStarts.Add(-1);
        }
        Count += (key.Failed ? 0 : 1) - (lineStarts[slot] >= 0 ? 1 : 0);
        lineStarts[slot] = key.Failed ? -1 : start;
    }

    private static (int Index, int Repeat, bool Failed)? ReadKey(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            int? index = null;
            var repeat = 0;
            var failed = false;
            json.Read();
            // The whole line is walked: a line damaged in its middle must not count as an answer.
            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("index"u8))
                {
                    json.Read();
                    index = json.GetInt32();
                }
                else if (json.ValueTextEquals("repeat"u8))
                {
                    json.Read();
                    repeat = json.GetInt32();
                }
                else
                {
                    failed |= json.ValueTextEquals("error"u8);
                    json.Skip();
                }
            }
            return index is { } found ? (found, repeat, failed) : null;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private JsonDocument ReadLine(long start)
    {
        file!.Position = start;
        var line = new ArrayBufferWriter<byte>(8 * 1024);
        while (true)
        {
            var span = line.GetSpan(4 * 1024);
            var read = file.Read(span);
            var end = span[..read].IndexOf((byte)'\n');
            line.Advance(end >= 0 ? end : read);
            if (end >= 0 || read == 0)
            {
                return JsonDocument.Parse(line.WrittenMemory);
            }
        }
    }
}
