namespace Assay.ChatTemplates.Jinja;

/// <summary>A template is wrong, or what it does is.</summary>
/// <param name="message">What is wrong, in Jinja's words where it has some; may contain the template's own text.</param>
/// <param name="line">The line of the template, from 1; null where the one being run is meant.</param>
internal class TemplateError(string message, int? line = null) : Exception(message)
{
    public int? Line { get; } = line;
}

/// <summary>The template itself refused the chat, by <c>raise_exception</c>.</summary>
internal sealed class TemplateRefusal(string message) : TemplateError(message);
