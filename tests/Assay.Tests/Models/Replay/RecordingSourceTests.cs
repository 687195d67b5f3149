using System.IO.Compression;
using Assay.Models.Replay;
using Assay.Testing;

namespace Assay.Tests.Models.Replay;

public sealed class RecordingSourceTests : IDisposable
{
    private const string Line = """{"dataset": "gsm8k", "index": 0, "text": "4"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("runs/Qwen2.5-0.5B.jsonl", "replay:Qwen2.5-0.5B")]
    [InlineData("plain", "replay:plain")]
    [InlineData("gpt#4.jsonl", "replay:gpt#4")]
    public async Task A_file_is_called_by_its_name(string file, string name)
    {
        await using var model = ReplayModel.Open(folder.Write(file, Line));

        Assert.Equal(name, model.Identity.Name);
    }

    [Fact]
    public async Task A_file_is_called_by_the_name_that_is_given_behind_it()
    {
        await using var model = ReplayModel.Open(folder.Write("a/answers.jsonl", Line) + "#ours, second try");

        Assert.Equal("replay:ours, second try", model.Identity.Name);
    }

    [Fact]
    public async Task A_recording_is_known_by_its_content_packed_or_not()
    {
        await using var plain = ReplayModel.Open(folder.Write("r.jsonl", Line));
        using (var file = File.Create(folder["r.jsonl.gz"]))
        using (var packing = new GZipStream(file, CompressionLevel.Fastest))
        {
            packing.Write("""{"dataset": "gsm8k", "index": 0, "text": "4"}"""u8);
        }
        await using var packed = ReplayModel.Open(folder["r.jsonl.gz"]);
        await using var changed = ReplayModel.Open(folder.Write("c/r.jsonl", Line.Replace('4', '5')));

        Assert.Equal(plain.Identity.Name, packed.Identity.Name);
        Assert.Equal(plain.Identity.Details["content"], packed.Identity.Details["content"]);
        Assert.NotEqual(plain.Identity.Details["content"], changed.Identity.Details["content"]);
        Assert.False(plain.Identity.Cacheable);
    }

    [Fact]
    public void A_recording_that_is_not_there_is_one_clear_line()
    {
        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open("nowhere.jsonl"));

        Assert.Equal(
            "nowhere.jsonl: there is no such file or folder; give a JSONL file (may be packed as .gz) or a run folder",
            refusal.Message
        );
    }

    [Fact]
    public void No_name_at_all_is_refused() => Assert.Throws<InputException>(() => ReplayModel.Open(""));

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(folder.Path));

        Assert.Equal("this is no run folder: it has no predictions", refusal.What);
    }
}
