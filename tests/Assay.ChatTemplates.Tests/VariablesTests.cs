using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.ChatTemplates.Tests;

public sealed class VariablesTests
{
    [Fact]
    public void Messages_have_role_and_content() =>
        Assert.Equal(
            "[{'role': 'system', 'content': 'Be brief.'}, {'role': 'user', 'content': 'Hi'}]",
            ChatTemplate.Parse("{{ messages }}", "t").Text([Chats.System, Chats.Hi])
        );

    [Fact]
    public void Tools_and_documents_are_none_without_any() =>
        Assert.Equal(
            "True True True",
            ChatTemplate
                .Parse("{{ tools is none }} {{ documents is none }} {{ tools is defined }}", "t")
                .Text(Chats.Question)
        );

    [Fact]
    public void Tokens_that_a_tokenizer_lacks_are_undefined() =>
        Assert.Equal(
            "True|",
            ChatTemplate
                .Parse("{{ bos_token is undefined }}|{{ bos_token }}", "t")
                .Text(new ChatTemplateInput { Messages = Chats.Question })
        );

    [Fact]
    public void Further_variables_come_as_the_json_has_them() =>
        Assert.Equal(
            "False 3 1.0 None [1, {'a': 'b'}]",
            ChatTemplate
                .Parse("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }}", "t")
                .Text(
                    new ChatTemplateInput
                    {
                        Variables = Chats
                            .Json("""{"a": false, "b": 3, "c": 1.0, "d": null, "e": [1, {"a": "b"}]}""")
                            .EnumerateObject()
                            .ToImmutableDictionary(property => property.Name, property => property.Value),
                    }
                )
        );

    [Fact]
    public void A_further_variable_takes_the_place_of_a_fixed_one() =>
        Assert.Equal(
            "no",
            ChatTemplate
                .Parse("{{ 'yes' if add_generation_prompt else 'no' }}", "t")
                .Text(
                    new ChatTemplateInput
                    {
                        Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(
                            "add_generation_prompt",
                            Chats.Json("false")
                        ),
                    }
                )
        );

    [Fact]
    public void An_empty_prompt_has_no_pieces() =>
        Assert.Empty(ChatTemplate.Parse("", "t").Render(new ChatTemplateInput()));

    [Fact]
    public async Task One_template_renders_from_many_threads_at_once()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}{{ m.content }}{% endfor %}", "t");

        var prompts = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => template.Text(Chats.SystemAndTurns)))
        );

        Assert.All(prompts, prompt => Assert.Equal("Be brief.HiHello!Bye", prompt));
    }
}
