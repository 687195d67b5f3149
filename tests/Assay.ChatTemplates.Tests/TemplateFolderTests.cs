using Assay.Testing;

namespace Assay.ChatTemplates.Tests;

public sealed class TemplateFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_template_file_comes_first()
    {
        folder.Write("chat_template.jinja", "file");
        folder.Write("chat_template.json", """{"chat_template": "json"}""");
        folder.Write("tokenizer_config.json", """{"chat_template": "config"}""");

        var template = ChatTemplate.OfFolder(folder.Path)!;

        Assert.Equal("file", template.Text(Chats.Question));
        Assert.Equal(folder["chat_template.jinja"], template.Name);
    }

    [Fact]
    public void A_json_of_its_own_comes_before_the_tokenizer_s()
    {
        folder.Write("chat_template.json", """{"chat_template": "json"}""");
        folder.Write("tokenizer_config.json", """{"chat_template": "config"}""");

        Assert.Equal("json", ChatTemplate.OfFolder(folder.Path)!.Text(Chats.Question));
    }

    [Fact]
    public void Of_named_templates_the_default_is_taken()
    {
        folder.Write(
            "tokenizer_config.json",
            """
            {"bos_token": "<s>", "chat_template": [
              {"name": "tool_use", "template": "tools"}, {"name": "default", "template": "plain"}]}
            """
        );

        Assert.Equal("plain", ChatTemplate.OfFolder(folder.Path)!.Text(Chats.Question));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"chat_template": null}""")]
    public void A_tokenizer_without_a_template_has_none(string config)
    {
        folder.Write("tokenizer_config.json", config);

        Assert.Null(ChatTemplate.OfFolder(folder.Path));
    }

    [Fact]
    public void An_empty_folder_has_none() => Assert.Null(ChatTemplate.OfFolder(folder.Path));

    [Theory]
    [InlineData("""{"chat_template": 5}""", "neither a text nor a list of named templates")]
    [InlineData("""{"chat_template": [{"name": "default"}]}""", "a named template lacks 'name' or 'template'")]
    [InlineData(
        """{"chat_template": [{"name": "rag", "template": ""}]}""",
        "no template is named 'default'; there are: rag"
    )]
    [InlineData("""{"chat_template": """, "is no JSON")]
    public void A_wrong_configuration_is_refused_with_its_file(string config, string what)
    {
        var path = folder.Write("tokenizer_config.json", config);

        var refusal = Assert.Throws<InputException>(() => ChatTemplate.OfFolder(folder.Path));

        Assert.Equal(what, refusal.What);
        Assert.StartsWith(path, refusal.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_no_template_is_refused_with_file_and_line()
    {
        var path = folder.Write("chat_template.jinja", "one\n{% if %}");

        var refusal = Assert.Throws<InputException>(() => ChatTemplate.OfFolder(folder.Path));

        Assert.Equal($"{path}, line 2", refusal.Where);
    }
}
