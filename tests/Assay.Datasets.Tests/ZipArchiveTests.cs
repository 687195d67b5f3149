using System.IO.Compression;
using System.Text;
using Assay.Benchmarks;
using Assay.Datasets.Folders;
using Assay.Repositories;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class ZipArchiveTests : IDisposable
{
    private const string Row = """{"from": "archive"}""";

    private static readonly DataAddress Quiz = new(
        Examples.Benchmark("quiz", new DataLayout("{subset}/{split}.jsonl")),
        "main",
        "test"
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("quiz/main/test.jsonl")]
    [InlineData("QUIZ/Main/test.jsonl")]
    [InlineData("data/quiz/main/test.jsonl")]
    [InlineData("main/test.jsonl")]
    public void Rows_are_read_from_an_archive(string name) =>
        Assert.Equal("archive", Assert.Single(Source(Zip((name, Row))).Read(Quiz)).Text("from"));

    [Fact]
    public void Reading_an_archive_writes_nothing()
    {
        Assert.Single(Source(Zip(("quiz/main/test.jsonl", Row))).Read(Quiz));

        Assert.Equal(["data.zip"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_packed_file_in_an_archive_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Row));
        }

        Assert.Single(Source(Zip(("quiz/main/test.jsonl.gz", packed.ToArray()))).Read(Quiz));
    }

    [Fact]
    public void A_mistake_in_an_archive_is_told_with_archive_name_and_line()
    {
        var zip = Zip(("quiz/main/test.jsonl", Row + "\n{oops\n"));

        var error = Assert.Throws<InputException>(() => Source(zip).Read(Quiz).ToList());

        Assert.Contains("data.zip/quiz/main/test.jsonl:2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../up.jsonl")]
    [InlineData("quiz/../../up.jsonl")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/up.jsonl")]
    [InlineData("quiz\\up.jsonl")]
    [InlineData("quiz//up.jsonl")]
    public void A_name_that_leads_out_of_the_archive_is_refused(string name) =>
        Assert.Contains("whose name leads out of it", Refused(Zip((name, Row))), StringComparison.Ordinal);

    [Fact]
    public void A_link_is_refused()
    {
        var path = folder["data.zip"];
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntry("quiz/main/test.jsonl").ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        Assert.Contains("holds a link", Refused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void What_unpacks_to_a_thousand_times_its_size_is_refused()
    {
        var zip = Zip(("quiz/main/test.jsonl", new byte[20_000_000]));

        Assert.Contains("more than 250 to 1", Refused(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void More_entries_than_any_data_set_has_are_refused()
    {
        var zip = Zip([
            .. Enumerable.Range(0, ZipArchiveFolder.MostEntries + 1).Select(i => ($"{i}", Array.Empty<byte>())),
        ]);

        Assert.Contains("holds 100,001 entries", Refused(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_there_twice_is_refused() =>
        Assert.Contains(
            "holds 'quiz/main/test.jsonl' twice",
            Refused(Zip(("quiz/main/test.jsonl", Row), ("quiz/main/test.jsonl", Row))),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_entry_that_unpacks_to_more_than_it_declares_is_damaged()
    {
        var zip = Zip(("quiz/main/test.jsonl", string.Concat(Enumerable.Repeat(Row + "\n", 100))));
        var bytes = File.ReadAllBytes(zip);
        // The unpacked size stands 24 bytes behind the beginning of an entry in the archive's directory.
        var entry = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 2 * (Row.Length + 1));
        File.WriteAllBytes(zip, bytes);

        var error = Assert.Throws<InputException>(() => Source(zip).Read(Quiz).ToList());

        Assert.Contains("the file is damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive at all, whatever it is called")]
    public void What_is_no_archive_is_refused(string text)
    {
        folder.Write("data.zip", text);

        Assert.Contains("is no zip archive that can be read", Refused(folder["data.zip"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_packed_is_read_as_from_the_folder()
    {
        folder.Write("own/quiz/main/test.jsonl", """{"from": "own"}""");
        folder.Write("own/quiz/main/train.jsonl", """{"from": "examples"}""");
        var benchmark = Quiz.Benchmark with { FewShotSplit = "train" };

        await DatasetArchive.WriteAsync(
            [benchmark],
            Source(folder["own"]),
            folder["a.zip"],
            TestContext.Current.CancellationToken
        );
        await DatasetArchive.WriteAsync(
            [benchmark],
            Source(folder["own"]),
            folder["b.zip"],
            TestContext.Current.CancellationToken
        );

        Assert.Equal("own", Assert.Single(Source(folder["a.zip"]).Read(Quiz)).Text("from"));
        Assert.Equal(
            "examples",
            Assert.Single(Source(folder["a.zip"]).Read(Quiz with { Split = "train" })).Text("from")
        );
        Assert.Equal(File.ReadAllBytes(folder["a.zip"]), File.ReadAllBytes(folder["b.zip"]));
    }

    [Fact]
    public async Task Packing_what_is_not_here_names_what_is_missing_and_leaves_nothing()
    {
        Directory.CreateDirectory(folder["own"]);

        await Assert.ThrowsAsync<InputException>(() =>
            DatasetArchive.WriteAsync(
                [Quiz.Benchmark],
                Source(folder["own"]),
                folder["a.zip"],
                TestContext.Current.CancellationToken
            )
        );

        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    private LayeredDataSource Source(string own) =>
        DataSources.Create(
            Hub.Local,
            own,
            folder["work"],
            bundled: null,
            name => name == "HOME" ? folder["home"] : null
        );

    private string Refused(string zip) => Assert.Throws<InputException>(() => Source(zip).Read(Quiz)).Message;

    private string Zip(params (string Name, string Text)[] entries) =>
        Zip([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    private string Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var path = folder["data.zip"];
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(bytes);
        }
        return path;
    }
}
