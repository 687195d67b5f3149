using System.Collections.Immutable;

namespace Assay.ChatTemplates.Tests.Jinja;

/// <summary>Renders small templates with variables that the tests know.</summary>
internal static class Rendering
{
    private const string Variables = """
        {
          "s": "Hello World", "n": 5, "f": 2.5, "yes": true, "empty": "", "nothing": null,
          "l": [3, 1, 2], "words": ["b", "A", "c"], "d": {"a": 1, "b": "x", "items": 7},
          "ms": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}, {"role": "user", "content": "Bye"}],
          "wide": "é你😀x"
        }
        """;

    private static readonly ChatTemplateInput Input = new()
    {
        Variables = Chats
            .Json(Variables)
            .EnumerateObject()
            .ToImmutableDictionary(property => property.Name, property => property.Value),
    };

    public static string Of(string template) => ChatTemplate.Parse(template, "t").Text(Input);

    /// <summary>What is wrong with a template, or with what it does.</summary>
    public static InputException Failure(string template) => Assert.Throws<InputException>(() => Of(template));
}
