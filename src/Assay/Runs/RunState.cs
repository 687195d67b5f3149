using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Runs;

/// <summary>What <c>run.json</c> says of a run: what it is a run of, and how far it came.</summary>
/// <param name="Fingerprint">Hash of everything that decides what is asked (see <see cref="RunFingerprint"/>).</param>
/// <param name="Progress">How far it came.</param>
/// <param name="Parts">What the fingerprint is made of, to say what differs when a plan does not match.</param>
/// <param name="AssayVersion">The program's version.</param>
public sealed record RunState(
    string Fingerprint,
    RunProgress Progress,
    IReadOnlyDictionary<string, string> Parts,
    string AssayVersion
)
{
    private const string FileName = "run.json";

    /// <summary>Reads a run folder's state; null where there is none that can be read.</summary>
    public static RunState? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), RunStateJson.Default.RunState)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it into a run folder.</summary>
    public void Write(string folder) =>
        RunFolder.WriteAtomically(
            Path.Combine(folder, FileName),
            JsonSerializer.SerializeToUtf8Bytes(this, RunStateJson.Default.RunState)
        );
}

/// <summary>How far a run came.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunProgress>))]
public enum RunProgress
{
    /// <summary>Not every sample has an answer yet.</summary>
    Unfinished,

    /// <summary>Every sample has an answer.</summary>
    Answered,
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunState))]
internal sealed partial class RunStateJson : JsonSerializerContext;
