using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Assay.Models.Replay;

/// <summary>
/// The texts of a run, found again by what was asked. The prediction files of a run folder hold each prompt beside its answer
/// (<c>origin_prompt</c>: <c>{"messages": […]}</c> of a chat, <c>{"data": ["…"]}</c> of a raw text); what stays in memory is a hash of each
/// prompt and where its answers begin. Safe for several threads.
/// </summary>
public sealed class PromptRecording : IDisposable
{
    private readonly List<RecordingFile> files = [];
    private readonly Dictionary<UInt128, List<Place>> prompts = [];

    private PromptRecording(string name) => Name = name;

    /// <summary>Whose answers they are.</summary>
    public string Name { get; }

    /// <summary>How many different prompts have answers.</summary>
    public int Count => prompts.Count(entry => entry.Value.Exists(place => place.IsText));

    /// <summary>Opens a recording and reads its prompts. Damaged lines are passed over, as in resuming the run.</summary>
    /// <param name="path"><c>RUN_FOLDER</c>, <c>RUN_FOLDER#MODEL</c> where it has several models, or one of its prediction files.</param>
    /// <exception cref="InputException">There is no such recording, or no text in it whose prompt was recorded.</exception>
    public static PromptRecording Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var source = RecordingSource.Find(path);
        var recording = new PromptRecording(source.Name);
        try
        {
            foreach (var file in source.Files)
            {
                recording.Scan(file);
            }
            return recording.Count > 0
                ? recording
                : throw new InputException(
                    "no text is recorded there together with its prompt",
                    path,
                    "name the folder of a run that had answers generated"
                );
        }
        catch
        {
            recording.Dispose();
            throw;
        }
    }

    /// <summary>The answers to a chat, the first repeat first; none where it was not asked.</summary>
    /// <exception cref="InputException">A recorded answer cannot be read.</exception>
    public ImmutableArray<Generated> Find(ImmutableArray<Message> messages) =>
        Find(HashOf(messages.Select(message => (message.RoleName, message.Text))));

    /// <summary>The answers to a raw text, the first repeat first; none where it was not asked.</summary>
    /// <exception cref="InputException">A recorded answer cannot be read.</exception>
    public ImmutableArray<Generated> Find(string text) => Find(HashOf([("", text)]));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    private ImmutableArray<Generated> Find(UInt128 prompt)
    {
        try
        {
            return prompts.TryGetValue(prompt, out var places)
                ?
                [
                    .. places
                        .Where(place => place.IsText)
                        .OrderBy(place => place.Sample.Repeat)
                        .Select(place => place.File.Read(place.Start, RecordedAnswer.Parse).Text)
                        .OfType<Generated>(),
                ]
                : [];
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
                        or IOException
            )
        {
            throw new InputException("the recorded answer cannot be read", Name, e.Message.TrimEnd('.'), e);
        }
    }

    private void Scan(string path)
    {
        var file = RecordingFile.Open(path);
        files.Add(file);
        var lines = new RecordingLines(file.Handle, new XxHash128());
        var parser = new RecordedLineParser();
        while (lines.TryRead(out var line))
        {
            try
            {
                if (line.IndexOfAnyExcept(" \t\r"u8) >= 0 && PromptOf(line) is { } prompt)
                {
                    Note(prompt, new Place(file, lines.Start, parser.Parse(line)));
                }
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                // A line that resuming would pass over answers nobody.
            }
        }
    }

    // Of two lines for one sample the later counts.
    private void Note(UInt128 prompt, Place place)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(prompts, prompt, out _);
        places ??= [];
        places.RemoveAll(other => other.Sample == place.Sample);
        places.Add(place);
    }

    private static UInt128? PromptOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var json = JsonDocument.ParseValue(ref reader);
        if (
            json.RootElement.ValueKind is not JsonValueKind.Object
            || !json.RootElement.TryGetProperty("origin_prompt"u8, out var prompt)
            || prompt.ValueKind is not JsonValueKind.Object
        )
        {
            return null;
        }
        if (Items(prompt, "messages") is { } messages)
        {
            return HashOf(messages.Select(message => (Text(message, "role"), Text(message, "content"))));
        }
        return Items(prompt, "data") is [{ ValueKind: JsonValueKind.String } text]
            ? HashOf([("", text.GetString()!)])
            : null;
    }

    private static List<JsonElement>? Items(JsonElement prompt, string name) =>
        prompt.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;

    private static string Text(JsonElement message, string name) =>
        message.ValueKind is JsonValueKind.Object
        && message.TryGetProperty(name, out var text)
        && text.ValueKind is JsonValueKind.String
            ? text.GetString()!
            : throw new FormatException($"a message has no '{name}'");

    private static UInt128 HashOf(IEnumerable<(string Role, string Text)> messages)
    {
        var hash = new XxHash128();
        foreach (var (role, text) in messages)
        {
            // Lengths keep two prompts apart whose texts are the same when run together.
            hash.Append(MemoryMarshal.AsBytes([role.Length, text.Length]));
            hash.Append(MemoryMarshal.AsBytes(role.AsSpan()));
            hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        }
        return hash.GetCurrentHashAsUInt128();
    }

    private readonly record struct Sample(string Dataset, string Subset, int Index, int Repeat);

    private sealed record Place(RecordingFile File, long Start, RecordedLine Line)
    {
        public Sample Sample { get; } = new(Line.Dataset, Line.Subset, Line.Index, Line.Repeat);

        // An error counts before an answer on the same line.
        public bool IsText => Line.Kinds.HasFlag(RecordedKinds.Text) && !Line.Kinds.HasFlag(RecordedKinds.Error);
    }
}
