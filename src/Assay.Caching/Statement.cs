using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Assay.Caching;

/// <summary>
/// A prepared statement without the way through ADO.NET, which costs more than the statement itself where there is one for every
/// sample. Not thread-safe.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The SQL does not fit the database.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <summary>Gives the parameter at a place (from 1) a value.</summary>
    public Statement With(int place, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, place, value));
        return this;
    }

    /// <summary>Gives the parameter at a place (from 1) a value.</summary>
    public Statement With(int place, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, place, value));
        return this;
    }

    /// <summary>Runs a statement that gives nothing back.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public int Run()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(database);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Reads the first column of the first row; the default where there is no row.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public T? First<T>(Func<ReadOnlySpan<byte>, T> read)
    {
        try
        {
            return Step() ? read(raw.sqlite3_column_blob(statement, 0)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
        return code == raw.SQLITE_ROW;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
