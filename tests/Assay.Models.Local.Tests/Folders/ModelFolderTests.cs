using Assay.Models.Local.Folders;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Folders;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ModelFormat.Safetensors, "config.json", "model.safetensors")]
    [InlineData(ModelFormat.Safetensors, "config.json", "model.safetensors.index.json")]
    [InlineData(ModelFormat.Safetensors, "config.json", "model.safetensors", "onnx/model.onnx", "pytorch_model.bin")]
    [InlineData(ModelFormat.Onnx, "config.json", "model.onnx")]
    [InlineData(ModelFormat.Onnx, "config.json", "onnx/model.onnx", "onnx/model_q4.onnx")]
    [InlineData(ModelFormat.Onnx, "genai_config.json", "model.onnx")]
    public void The_format_is_known_by_the_files(ModelFormat format, params string[] files)
    {
        Array.ForEach(files, file => folder.Write(file, """{"model_type":"llama"}"""));

        var model = ModelFolder.Open(folder.Path);

        Assert.Equal(format, model.Format);
        Assert.Equal("llama", model.ModelType);
        Assert.Equal(folder.Path, model.Folder);
        Assert.Equal(
            files.Where(file => file.EndsWith(".onnx", StringComparison.Ordinal)).Select(file => folder[file]),
            model.OnnxFiles
        );
    }

    [Fact]
    public void What_the_settings_say_of_the_model_is_at_hand()
    {
        folder.Write("model.safetensors", "x");
        folder.Write(
            "config.json",
            """{"model_type":"chatglm","torch_dtype":"float16","auto_map":{"AutoModel":"modeling_chatglm.ChatGLM"}}"""
        );

        var model = ModelFolder.Open(folder.Path);

        Assert.Equal(("chatglm", "float16", true), (model.ModelType, model.TorchDtype, model.NeedsRemoteCode));
    }

    [Theory]
    [InlineData("""{"model_type":"a","dtype":"bfloat16"}""", "bfloat16")]
    [InlineData("""{"model_type":"a","text_config":{"torch_dtype":"float32"}}""", "float32")]
    [InlineData("""{"model_type":"a"}""", null)]
    public void The_number_type_has_had_several_places(string config, string? expected)
    {
        folder.Write("model.safetensors", "x");
        folder.Write("config.json", config);

        var model = ModelFolder.Open(folder.Path);

        Assert.Equal(expected, model.TorchDtype);
        Assert.False(model.NeedsRemoteCode);
    }

    [Fact]
    public void A_folder_of_ONNX_Runtime_GenAI_names_its_type_elsewhere()
    {
        folder.Write("model.onnx", "x");
        folder.Write("genai_config.json", """{"model":{"type":"phi3","context_length":4096}}""");

        Assert.Equal("phi3", ModelFolder.Open(folder.Path).ModelType);
    }

    [Fact]
    public void A_model_without_a_type_is_one_clear_line()
    {
        folder.Write("model.safetensors", "x");
        folder.Write("config.json", "{}");
        var model = ModelFolder.Open(folder.Path);

        var error = Assert.Throws<InputException>(() => model.ModelType);

        Assert.Equal($"{folder["config.json"]}, key 'model_type'", error.Where);
    }

    [Theory]
    [InlineData("is no model folder: it has no config.json; it is empty")]
    [InlineData("is no model folder: it has no config.json; it has folders only", "sub/config.json")]
    [InlineData("is no model folder: it has no config.json; it has a.txt, b.txt", "b.txt", "a.txt")]
    [InlineData("it has no config.json; it has model.safetensors", "model.safetensors")]
    [InlineData("holds no weights; it has config.json, tokenizer.json", "config.json", "tokenizer.json")]
    [InlineData("is a PyTorch pickle, which could run code", "config.json", "pytorch_model.bin")]
    [InlineData("is a PyTorch pickle, which could run code", "config.json", "pytorch_model.bin.index.json")]
    [InlineData("is a PyTorch pickle, which could run code", "consolidated.00.pth")]
    [InlineData("GGUF files are not run here; only safetensors, ONNX and llama2.c files are run", "model-q4.gguf")]
    public void A_folder_without_a_model_says_what_is_there(string expected, params string[] files)
    {
        Array.ForEach(files, file => folder.Write(file, "{}"));

        var error = Assert.Throws<InputException>(() => ModelFolder.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }

    [Theory]
    [InlineData("model.gguf", "GGUF files are not run here")]
    [InlineData("pytorch_model.bin", "is a PyTorch pickle")]
    [InlineData("model.safetensors", "give the folder that holds it")]
    [InlineData("model.zip", "is no model")]
    [InlineData("other.bin", "no llama2.c checkpoint")]
    public void A_single_file_that_is_no_checkpoint_says_what_to_give(string file, string expected)
    {
        var path = folder.Write(file, "x");

        var error = Assert.Throws<InputException>(() => ModelFolder.Open(path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_one_clear_line() =>
        Assert.Throws<InputException>(() => ModelFolder.Open(folder["nothing"]));

    [Fact]
    public void A_path_that_no_system_has_is_one_clear_line() =>
        Assert.Throws<InputException>(() => ModelFolder.Open("a\0b"));

    [Fact]
    public void A_slash_at_the_end_changes_nothing()
    {
        folder.Write("config.json", "{}");
        folder.Write("model.safetensors", "x");

        Assert.Equal(folder.Path, ModelFolder.Open(folder.Path + "/").Path);
    }

    [Theory]
    [InlineData("datasets/models/stories260K/stories260K.bin")]
    [InlineData("datasets/models/stories260K")]
    public void A_llama2c_checkpoint_is_opened_by_file_or_folder(string path)
    {
        var model = ModelFolder.Open(SharedData.Require(path));

        Assert.Equal((ModelFormat.Llama2C, "llama2c"), (model.Format, model.ModelType));
        Assert.Equal((64, 172, 5), Sizes(model.Config));
        Assert.True(model.Config.Flag("tie_word_embeddings"));
        Assert.True(File.Exists(Path.Combine(model.Folder, "tok512.bin")));
        using var weights = model.OpenWeights();
        Assert.Equal([512L, 64L], weights.Get("model.embed_tokens.weight").Shape);
    }

    private static (int, int, int) Sizes(ModelConfig config) =>
        (config.Int("hidden_size"), config.Int("intermediate_size"), config.Int("num_hidden_layers"));
}
