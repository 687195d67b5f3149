using System.Security.Cryptography;
using Assay.Models;
using Assay.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Caching.Tests;

public sealed class SqliteAnswerCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly List<string> warnings = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_answer_is_found_again_by_another_process()
    {
        using (var cache = Open())
        {
            cache.Add([(Key(1), new Generated("B") { Reasoning = "because", FinishReason = "stop" })]);
        }

        using var later = Open();

        Assert.Equal(new Generated("B") { Reasoning = "because", FinishReason = "stop" }, Find(later, Key(1)));
    }

    [Fact]
    public void A_key_that_was_never_added_is_not_found()
    {
        using var cache = Open();
        cache.Add([(Key(1), new Generated("B"))]);

        Assert.Null(Find(cache, Key(2)));
    }

    [Fact]
    public void Answers_come_in_the_order_of_the_keys()
    {
        using var cache = Open();
        cache.Add([(Key(1), new Generated("one")), (Key(2), new Generated("two"))]);

        var found = cache.Find([Key(2), Key(3), Key(1)]);

        Assert.Equal(["two", null, "one"], found.Select(answer => (answer as Generated)?.Text));
    }

    [Fact]
    public void Two_keys_that_begin_alike_are_not_taken_for_each_other()
    {
        using var cache = Open();
        var (one, other) = (new string('a', 64), new string('a', 63) + "b");
        cache.Add([(one, new Generated("one"))]);

        Assert.Null(Find(cache, other));
    }

    [Fact]
    public void The_first_answer_to_a_request_stays()
    {
        using var cache = Open();
        cache.Add([(Key(1), new Generated("first"))]);
        cache.Add([(Key(1), new Generated("second"))]);

        Assert.Equal("first", Assert.IsType<Generated>(Find(cache, Key(1))).Text);
    }

    [Fact]
    public void Two_processes_write_and_see_each_others_answers()
    {
        Parallel.Invoke(() => AddMany(from: 0), () => AddMany(from: 500));

        using var later = Open();
        Assert.Equal(1000, later.Size().Answers);
        Assert.NotNull(Find(later, Key(999)));
        Assert.NotNull(Find(later, Key(0)));
        Assert.Empty(warnings);
    }

    [Fact]
    public void An_answer_is_found_at_once_though_it_may_be_written_later()
    {
        using var cache = Open();
        cache.Add([(Key(1), new Generated("first"))]);
        cache.Add([(Key(2), new Generated("soon after"))]);

        Assert.NotNull(Find(cache, Key(1)));
        Assert.NotNull(Find(cache, Key(2)));
    }

    [Fact]
    public void Pruning_removes_what_is_older_and_keeps_the_rest()
    {
        using var cache = Open();
        cache.Add([(Key(1), new Generated("old"))]);
        time.Advance(TimeSpan.FromDays(10));
        cache.Add([(Key(2), new Generated("new"))]);

        Assert.Equal(1, cache.Prune(TimeSpan.FromDays(5)));
        Assert.Null(Find(cache, Key(1)));
        Assert.NotNull(Find(cache, Key(2)));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_a_remedy()
    {
        var path = folder.Write("answers.db", new string('x', 5000));

        var refusal = Assert.Throws<InputException>(() => SqliteAnswerCache.Open(path, time, warnings.Add));

        Assert.Contains("--no-cache", refusal.Message, StringComparison.Ordinal);
    }

    private static ModelAnswer? Find(SqliteAnswerCache cache, string key) => Assert.Single(cache.Find([key]));

    private void AddMany(int from)
    {
        using var cache = Open();
        for (var i = from; i < from + 500; i += 10)
        {
            cache.Add([.. Enumerable.Range(i, 10).Select(n => (Key(n), (ModelAnswer)new Generated($"{n}")))]);
        }
    }

    private static string Key(int number) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)));

    private SqliteAnswerCache Open() => SqliteAnswerCache.Open(folder["answers.db"], time, warnings.Add);
}
