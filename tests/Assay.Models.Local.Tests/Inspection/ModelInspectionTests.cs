using Assay.Models.Local.Folders;
using Assay.Models.Local.Inspection;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Inspection;

public sealed class ModelInspectionTests : IDisposable
{
    private const string Vocabulary = """
        {"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "<s>": 2}, "merges": []}, "added_tokens": []}
        """;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Cases => ArchitectureCases.Names;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_architecture_is_known_and_its_parameters_are_the_numbers_in_its_files(string name)
    {
        var one = ArchitectureCases.Named(name);
        one.Folder.Write(folder.Path);
        folder.Write("tokenizer.json", Vocabulary);

        var model = ModelInspection.Of(folder.Path);

        using var store = WeightStore.Open(folder.Path);
        // Tables of rotations are computed, not read.
        var read = store.Names.Where(tensor =>
            !one.Folder.Bystanders.ContainsKey(tensor) && !tensor.EndsWith("inv_freq", StringComparison.Ordinal)
        );
        Assert.Null(model.Problem);
        Assert.Equal(read.Sum(tensor => store.Get(tensor).Elements), model.Parameters);
        Assert.Equal(store.Bytes, model.Sizes!.Stored);
    }

    [Fact]
    public void The_small_model_is_known_in_all_parts()
    {
        var model = ModelInspection.Of(ModelFolders.Tiny(), "tiny");

        Assert.True(model.Runs);
        Assert.Equal((ModelFormat.Safetensors, "llama"), (model.Format, model.ModelType));
        Assert.False(model.NeedsRemoteCode);
        Assert.Equal(model.Shape.Vocabulary, model.Tokenizer!.Vocabulary);
        Assert.NotNull(model.Template);
    }

    [Fact]
    public void Sizes_are_those_of_the_weights_as_run()
    {
        Case("llama").Write(folder.Path);
        folder.Write("tokenizer.json", Vocabulary);

        var sizes = ModelInspection.Of(folder.Path).Sizes!;

        Assert.Equal(2 * sizes.Float16, sizes.Float32);
        Assert.True(sizes.Int4 < sizes.Int8 && sizes.Int8 < sizes.Float32);
    }

    [Fact]
    public void A_head_that_is_the_embedding_is_held_twice_where_the_file_has_sixteen_bits()
    {
        var tied = ArchitectureCases.All.First(one =>
            one.Folder.Config.Contains("\"tie_word_embeddings\":true") && one.Folder.Config.Contains("\"llama\"")
        );
        (tied.Folder with { Type = TensorType.BF16 }).Write(folder["half"]);
        (tied.Folder with { Type = TensorType.F32 }).Write(folder["single"]);

        var half = ModelInspection.Of(folder["half"]);
        var single = ModelInspection.Of(folder["single"]);

        var table = (long)half.Shape.Vocabulary!.Value * half.Shape.Hidden!.Value;
        Assert.Equal(single.Sizes!.Float32 + (2 * table), half.Sizes!.Float32);
        Assert.Equal(["bfloat16"], half.StoredAs);
        Assert.Equal(["float32"], single.StoredAs);
    }

    [Fact]
    public void A_template_may_be_the_folders_own_guessed_or_missing()
    {
        Case("llama").Write(folder["own"]);
        Case("llama").Write(folder["other"]);
        folder.Write("own/chat_template.jinja", "{{ messages[0].content }}");

        Assert.Equal(
            new TemplateFacts(TemplateOrigin.Own, "chat_template.jinja"),
            ModelInspection.Of(folder["own"], "x").Template
        );
        Assert.Equal(
            new TemplateFacts(TemplateOrigin.Guessed, "chatglm3"),
            ModelInspection.Of(folder["other"], "ZhipuAI/chatglm3-6b").Template
        );
        Assert.Equal(new TemplateFacts(TemplateOrigin.None, null), ModelInspection.Of(folder["other"], "x").Template);
    }

    [Fact]
    public void Without_a_tokenizer_it_does_not_run()
    {
        Case("llama").Write(folder.Path);

        var model = ModelInspection.Of(folder.Path);

        Assert.Null(model.Tokenizer);
        Assert.Contains("there is no tokenizer", model.Problem);
        Assert.NotNull(model.Parameters);
    }

    [Fact]
    public void Weights_of_another_model_do_not_run()
    {
        var random = Case("llama");
        random.Write(folder.Path);
        (random with { Config = random.Config.Replace("\"vocab_size\":97", "\"vocab_size\":96") }).WriteConfig(
            folder.Path
        );

        var model = ModelInspection.Of(folder.Path);

        Assert.False(model.Runs);
        Assert.Contains("where config.json asks for [96, ", model.Problem);
    }

    [Fact]
    public void Folders_of_onnx_files_tell_their_settings()
    {
        folder.Write("config.json", """{"model_type": "llama", "num_hidden_layers": 5, "hidden_size": "?"}""");
        folder.Write("model.onnx", "");

        var model = ModelInspection.Of(folder.Path);

        Assert.Equal((5, null), (model.Shape.Layers, model.Shape.Hidden));
        Assert.Equal(ModelFormat.Onnx, model.Format);
    }

    [Fact]
    public void Code_that_the_folder_brings_is_not_needed_for_what_is_built_in()
    {
        var random = ArchitectureCases.All.First(one => one.Folder.Config.Contains("\"chatglm\"")).Folder;
        random.Write(folder.Path);
        var config = File.ReadAllText(folder["config.json"]);
        folder.Write("config.json", config.Insert(1, """ "auto_map": {"AutoModel": "modeling_chatglm.Model"},"""));
        folder.Write("tokenizer.json", Vocabulary);

        var model = ModelInspection.Of(folder.Path);

        Assert.True(model.NeedsRemoteCode);
        Assert.Null(model.Problem);
    }

    private static RandomFolder Case(string family) =>
        ArchitectureCases.All.First(one => one.Folder.Config.Contains($"\"model_type\":\"{family}\"")).Folder;
}
