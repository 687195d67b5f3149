using Assay.Runs;
using Assay.Testing;

namespace Assay.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_folder_that_another_is_writing_is_refused()
    {
        using var first = RunFolder.Open(folder["run"]);

        var refusal = Assert.Throws<InputException>(() => RunFolder.Open(folder["run"]));

        Assert.Contains("another process is writing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_folder_given_back_can_be_opened_again()
    {
        RunFolder.Open(folder["run"]).Dispose();

        using var second = RunFolder.Open(folder["run"]);

        Assert.Equal(folder["run"], second.Path);
    }

    [Fact]
    public void The_newest_unfinished_run_of_the_same_fingerprint_is_found()
    {
        Write("20260101_000000_a", "same", RunProgress.Unfinished);
        Write("20260102_000000_b", "same", RunProgress.Unfinished);
        Write("20260103_000000_c", "same", RunProgress.Answered);
        Write("20260104_000000_d", "other", RunProgress.Unfinished);

        Assert.EndsWith("_b", RunCatalogue.Newest(folder.Path, "same", unfinishedOnly: true), StringComparison.Ordinal);
        Assert.EndsWith(
            "_c",
            RunCatalogue.Newest(folder.Path, "same", unfinishedOnly: false),
            StringComparison.Ordinal
        );
        Assert.Null(RunCatalogue.Newest(folder.Path, "unheard of", unfinishedOnly: false));
    }

    [Fact]
    public void Two_runs_begun_in_the_same_second_get_folders_of_their_own()
    {
        var now = DateTimeOffset.UnixEpoch;
        var first = RunCatalogue.NewFolder(folder.Path, "0123456789", now);
        Directory.CreateDirectory(first);

        Assert.NotEqual(first, RunCatalogue.NewFolder(folder.Path, "0123456789", now));
    }

    private void Write(string name, string fingerprint, RunProgress progress)
    {
        Directory.CreateDirectory(folder[name]);
        new RunState(fingerprint, progress, new Dictionary<string, string>(StringComparer.Ordinal), "0.1").Write(
            folder[name]
        );
    }
}
