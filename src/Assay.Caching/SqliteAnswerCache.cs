using System.Buffers;
using System.Text.Json;
using Assay.Models;
using Assay.Runs.Caching;
using Assay.Runs.Log;
using Microsoft.Data.Sqlite;

namespace Assay.Caching;

/// <summary>
/// Keeps answers in an SQLite database that any number of processes share (write-ahead log). Each call of <see cref="Add"/> is one
/// transaction. Losing the database loses no run: run folders hold their own answers.
/// </summary>
public sealed class SqliteAnswerCache : IAnswerCache
{
    private const int BusyTimeoutSeconds = 30;

    private readonly SqliteConnection reading;
    private readonly SqliteConnection writing;
    private readonly SqliteCommand find;
    private readonly SqliteCommand add;
    private readonly TimeProvider time;
    private readonly Action<string> warn;
    private readonly ArrayBufferWriter<byte> buffer = new();
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
        find = reading.CreateCommand();
        find.CommandText = "SELECT answer FROM answers WHERE key = $key";
        find.Parameters.Add("$key", SqliteType.Blob);
        add = writing.CreateCommand();
        add.CommandText = "INSERT OR IGNORE INTO answers (key, answer, added) VALUES ($key, $answer, $added)";
        add.Parameters.Add("$key", SqliteType.Blob);
        add.Parameters.Add("$answer", SqliteType.Blob);
        add.Parameters.Add("$added", SqliteType.Integer);
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
                CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer BLOB NOT NULL, added INTEGER NOT NULL) WITHOUT ROWID;
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
    public ModelAnswer? Find(string key)
    {
        find.Parameters[0].Value = Convert.FromHexString(key);
        if (find.ExecuteScalar() is not byte[] stored)
        {
            return null;
        }
        using var json = JsonDocument.Parse(stored);
        return AnswerJson.Read(json.RootElement);
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<(string Key, ModelAnswer Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0 || broken)
        {
            return;
        }
        try
        {
            Insert(answers);
        }
        catch (SqliteException e)
        {
            // The run's own log holds these answers; a cache that cannot be written is no reason to stop.
            broken = true;
            warn($"the answer cache cannot be written ({e.Message}); going on without it");
        }
    }

    private void Insert(IReadOnlyList<(string Key, ModelAnswer Answer)> answers)
    {
        using var transaction = writing.BeginTransaction(deferred: true);
        add.Transaction = transaction;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (key, answer) in answers)
        {
            add.Parameters[0].Value = Convert.FromHexString(key);
            add.Parameters[1].Value = Serialize(answer);
            add.Parameters[2].Value = now;
            add.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>How many answers there are, and how many bytes the database takes.</summary>
    public (long Answers, long Bytes) Size()
    {
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
        using var delete = writing.CreateCommand();
        delete.CommandText = "DELETE FROM answers WHERE added <= $before";
        delete.Parameters.AddWithValue("$before", (time.GetUtcNow() - olderThan).ToUnixTimeSeconds());
        var removed = delete.ExecuteNonQuery();
        Execute(writing, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        return removed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        add.Dispose();
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
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private byte[] Serialize(ModelAnswer answer)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            AnswerJson.WriteProperties(json, answer);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
