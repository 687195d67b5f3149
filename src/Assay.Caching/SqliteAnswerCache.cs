using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Assay.Models;
using Assay.Runs.Caching;
using Assay.Runs.Log;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Assay.Caching;

/// <summary>
/// Keeps answers in an SQLite database that any number of processes share (write-ahead log). Answers of a moment are written in one
/// transaction, the last ones on disposal. Losing them, or the database, loses no run: run folders hold their own answers.
/// Answers stand in the order in which they came, with a small index beside them: keys are hashes, so that a table in their order
/// would be written to all over.
/// </summary>
public sealed class SqliteAnswerCache : IAnswerCache
{
    private const int BusyTimeoutSeconds = 30;
    private const int KeyBytes = 32;
    private const int Group = 1024;
    private const int MostPending = 16 * Group;
    private static readonly TimeSpan LongestPending = TimeSpan.FromMilliseconds(250);

    private readonly SqliteConnection reading;
    private readonly SqliteConnection writing;
    private readonly Statement find;
    private readonly Statement addPlace;
    private readonly Statement addAnswer;
    private readonly TimeProvider time;
    private readonly Action<string> warn;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Lock gate = new();
    private Dictionary<string, ModelAnswer> pending = new(StringComparer.Ordinal);
    private Dictionary<string, ModelAnswer> underWay = new(StringComparer.Ordinal);
    private Task background = Task.CompletedTask;
    private long latestWrite;
    private long added;
    private bool broken;

    private SqliteAnswerCache(
        SqliteConnection reading,
        SqliteConnection writing,
        TimeProvider time,
        Action<string> warn
    )
    {
        this.reading = reading;
        this.writing = writing;
        this.time = time;
        this.warn = warn;
        find = new(reading, "SELECT answer FROM places JOIN answers USING (id) WHERE hash = ?1 AND key = ?2");
        addPlace = new(writing, "INSERT OR IGNORE INTO places SELECT ?1, 1 + COALESCE(MAX(id), 0) FROM answers");
        addAnswer = new(writing, "INSERT INTO answers (key, answer, added) VALUES (?1, ?2, ?3)");
    }

    /// <summary>The database below a cache root (<c>ASSAY_HOME</c>).</summary>
    public static string PathBelow(string root) => Path.Combine(root, "answers.db");

    /// <summary>Opens the database, creating it where it is not there.</summary>
    /// <exception cref="InputException">The file cannot be opened or is no such database.</exception>
    public static SqliteAnswerCache Open(string path, TimeProvider time, Action<string> warn)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var writer = Connect(path);
            Execute(
                writer,
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL, answer BLOB NOT NULL, added INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS places (hash INTEGER PRIMARY KEY, id INTEGER NOT NULL);
                """
            );
            return new SqliteAnswerCache(Connect(path), writer, time, warn);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"the answer cache cannot be opened ({e.Message})",
                path,
                "move the file away, choose another place with ASSAY_HOME, or run with --no-cache",
                e
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelAnswer?> Find(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var answers = new ModelAnswer?[keys.Count];
        Span<byte> bytes = stackalloc byte[KeyBytes];
        using (var snapshot = reading.BeginTransaction(deferred: true))
        {
            for (var i = 0; i < answers.Length; i++)
            {
                Convert.FromHexString(keys[i], bytes, out _, out _);
                answers[i] = find.With(1, HashOf(bytes)).With(2, bytes).First(Read);
            }
        }
        lock (gate)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] ??= underWay.GetValueOrDefault(keys[i]) ?? pending.GetValueOrDefault(keys[i]);
            }
        }
        return answers;
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<(string Key, ModelAnswer Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        lock (gate)
        {
            foreach (var (key, answer) in answers)
            {
                pending.TryAdd(key, answer);
            }
        }
        var isDue = pending.Count >= Group || time.GetElapsedTime(latestWrite) >= LongestPending;
        if (isDue && (background.IsCompleted || pending.Count >= MostPending))
        {
            background.Wait();
            BeginWriting();
            // On a thread of its own: a checkpoint takes its time, and the log must not wait for the cache.
            background = Task.Run(Write);
        }
    }

    private void WritePending()
    {
        background.Wait();
        BeginWriting();
        Write();
    }

    private void BeginWriting()
    {
        lock (gate)
        {
            (pending, underWay) = (underWay, pending);
        }
        latestWrite = time.GetTimestamp();
        added = time.GetUtcNow().ToUnixTimeSeconds();
    }

    private void Write()
    {
        try
        {
            if (underWay.Count > 0 && !broken)
            {
                // In the order of the index, neighbours share a page.
                Insert(underWay.OrderBy(entry => entry.Key, StringComparer.Ordinal));
            }
        }
        catch (SqliteException e)
        {
            // The run's own log holds these answers; a cache that cannot be written is no reason to stop.
            broken = true;
            warn($"the answer cache cannot be written ({e.Message}); going on without it");
        }
        lock (gate)
        {
            underWay.Clear();
        }
    }

    private void Insert(IEnumerable<KeyValuePair<string, ModelAnswer>> answers)
    {
        using var transaction = writing.BeginTransaction();
        Span<byte> bytes = stackalloc byte[KeyBytes];
        foreach (var (key, answer) in answers)
        {
            Convert.FromHexString(key, bytes, out _, out _);
            if (addPlace.With(1, HashOf(bytes)).Run() > 0)
            {
                addAnswer.With(1, bytes).With(2, Serialize(answer)).With(3, added).Run();
            }
        }
        transaction.Commit();
    }

    /// <summary>How many answers there are, and how many bytes the database takes.</summary>
    public (long Answers, long Bytes) Size()
    {
        WritePending();
        using var count = reading.CreateCommand();
        count.CommandText =
            "SELECT COUNT(*), (SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()) FROM answers";
        using var row = count.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Removes answers kept longer than <paramref name="olderThan"/> and gives the space back.</summary>
    /// <returns>How many were removed.</returns>
    public int Prune(TimeSpan olderThan)
    {
        WritePending();
        using var delete = writing.CreateCommand();
        delete.CommandText = "DELETE FROM answers WHERE added <= $before";
        delete.Parameters.AddWithValue("$before", (time.GetUtcNow() - olderThan).ToUnixTimeSeconds());
        var removed = delete.ExecuteNonQuery();
        Execute(
            writing,
            "DELETE FROM places WHERE id NOT IN (SELECT id FROM answers); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"
        );
        return removed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        WritePending();
        find.Dispose();
        addAnswer.Dispose();
        addPlace.Dispose();
        reading.Dispose();
        writing.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = BusyTimeoutSeconds,
            }.ToString()
        );
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle, BusyTimeoutSeconds * 1000);
        return connection;
    }

    // A few bytes of the key find the answer; the whole key makes sure.
    private static long HashOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static ModelAnswer? Read(ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(stored);
        using var json = JsonDocument.ParseValue(ref reader);
        return AnswerJson.Read(json.RootElement);
    }

    private ReadOnlySpan<byte> Serialize(ModelAnswer answer)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            AnswerJson.WriteProperties(json, answer);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }
}
