using Assay.Models;

namespace Assay.ChatTemplates.Tests;

public sealed class SystemRoleTests
{
    private const string Plain = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";
    private const string Refusing =
        "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}";
    private const string Silent =
        "{% for m in messages if m.role != 'system' %}<{{ m.role }}>{{ m.content }}{% endfor %}";

    [Theory]
    [InlineData(Plain, true)]
    [InlineData(Refusing + Plain, false)]
    [InlineData(Silent, false)]
    [InlineData("{{ no.such.thing }}", true)]
    public void A_probe_tells_whether_the_role_has_a_place(string source, bool supports) =>
        Assert.Equal(supports, ChatTemplate.Parse(source, "t").SupportsSystem);

    [Theory]
    [InlineData(Refusing + Plain)]
    [InlineData(Silent)]
    public void Where_it_has_none_the_text_goes_before_the_first_question(string source) =>
        Assert.Equal(
            "<user>Be brief.\n\nHi<assistant>Hello!<user>Bye",
            ChatTemplate.Parse(source, "t").Text(Chats.SystemAndTurns)
        );

    [Fact]
    public void Where_it_has_one_the_message_stays() =>
        Assert.Equal("<system>Be brief.<user>Hi", ChatTemplate.Parse(Plain, "t").Text([Chats.System, Chats.Hi]));

    [Fact]
    public void A_system_message_alone_becomes_the_question() =>
        Assert.Equal("<user>Be brief.", ChatTemplate.Parse(Silent, "t").Text([Chats.System]));

    [Fact]
    public void An_empty_system_message_adds_nothing() =>
        Assert.Equal("<user>Hi", ChatTemplate.Parse(Silent, "t").Text([new Message(Role.System, ""), Chats.Hi]));

    [Fact]
    public void A_chat_in_the_hubs_own_form_is_not_changed()
    {
        var input = new ChatTemplateInput
        {
            RawMessages = Chats.Json("""[{"role": "system", "content": "S"}, {"role": "user", "content": "Q"}]"""),
        };

        Assert.Equal("<user>Q", ChatTemplate.Parse(Silent, "t").Text(input));
    }

    [Fact]
    public void A_refusal_is_told_in_one_clean_line()
    {
        var template = ChatTemplate.Parse(
            "{{ bos_token }}\n{{ raise_exception('roles\n\x1b[31m must alternate') }}",
            "FILE"
        );

        var refusal = Assert.Throws<InputException>(() => template.Text([new Message(Role.Assistant, "?")]));

        Assert.Equal("the chat template refuses the chat: roles [31m must alternate", refusal.What);
        Assert.Equal("FILE, line 2", refusal.Where);
    }
}
