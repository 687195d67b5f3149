namespace Assay.Models.Chat.Tests;

public sealed class OllamaAddressTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData("", "http://127.0.0.1:11434/")]
    [InlineData("box", "http://box:11434/")]
    [InlineData("box:8080", "http://box:8080/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://box", "http://box/")]
    [InlineData("https://box/ollama/", "https://box/ollama/")]
    [InlineData("http://box:11434/v1", "http://box:11434/")]
    public void An_address_is_read_as_ollama_reads_it(string? text, string address) =>
        Assert.Equal(address, OllamaAddress.Parse(text, "OLLAMA_HOST").ToString());

    [Theory]
    [InlineData("ftp://box")]
    [InlineData("http://")]
    [InlineData("http://me:hunter2@box")]
    public void What_is_no_http_address_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<InputException>(() => OllamaAddress.Parse(text, "OLLAMA_HOST"));

        Assert.Equal("OLLAMA_HOST", refusal.Where);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }
}
