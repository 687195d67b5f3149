using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Tests.Folders;

public sealed class NeededFilesTests
{
    [Theory]
    [InlineData(
        "config.json model.safetensors pytorch_model.bin README.md tokenizer.model",
        "config.json tokenizer.model model.safetensors"
    )]
    [InlineData(
        "config.json consolidated.safetensors model-1-of-2.safetensors model-2-of-2.safetensors model.safetensors.index.json",
        "config.json model.safetensors.index.json model-1-of-2.safetensors model-2-of-2.safetensors"
    )]
    [InlineData("config.json model.safetensors model.fp16.safetensors", "config.json model.safetensors")]
    [InlineData(
        "config.json chat_template.jinja weights.safetensors",
        "config.json chat_template.jinja weights.safetensors"
    )]
    [InlineData(
        "config.json merges.txt model.onnx model.onnx.data",
        "config.json merges.txt model.onnx model.onnx.data"
    )]
    [InlineData("config.json onnx/model.onnx onnx/model_q4.onnx", "config.json onnx/model.onnx")]
    public void One_set_of_weights_is_taken_with_all_that_it_needs(string files, string needed) =>
        Assert.Equal(needed.Split(' '), NeededFiles.Of("a model", files.Split(' ')));

    [Fact]
    public void A_repository_of_pickles_is_refused_with_what_it_has() =>
        Assert.StartsWith(
            "--model: HuggingFace's a/b has no weights that run here (it has pytorch_model.bin); ",
            Assert
                .Throws<InputException>(() => NeededFiles.Of("HuggingFace's a/b", ["config.json", "pytorch_model.bin"]))
                .Message,
            StringComparison.Ordinal
        );
}
