using System.Collections.Immutable;
using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Reading;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Syntax;
using Assay.Models;

namespace Assay.ChatTemplates.Jinja;

/// <summary>A parsed template, rendered as often as wanted.</summary>
internal sealed class JinjaTemplate : IPromptRenderer
{
    // The longest template known has some 30,000 characters.
    private const int LongestSource = 1 << 20;

    private readonly Block body;
    private readonly string where;

    private JinjaTemplate(Block body, string where)
    {
        this.body = body;
        this.where = where;
    }

    public static JinjaTemplate Parse(string source, string where)
    {
        if (source.Length > LongestSource)
        {
            throw new InputException(
                $"the chat template has {source.Length:N0} characters, more than the {LongestSource:N0} that one may have",
                where,
                "name another with --chat-template FILE"
            );
        }
        try
        {
            return new JinjaTemplate(TemplateParser.Parse(source), where);
        }
        catch (TemplateError error)
        {
            throw new InputException(
                $"the chat template is not valid: {Shown(error)}",
                $"{where}, line {error.Line ?? 1}",
                "mend it, or name another with --chat-template FILE",
                error
            );
        }
    }

    public ImmutableArray<PromptPiece> Render(ChatTemplateInput input)
    {
        var text = Run(TemplateVariables.Of(input), input.Now);
        return text.Length == 0 ? [] : [new PromptText(text)];
    }

    /// <summary>The rendered text.</summary>
    public string Run(IEnumerable<KeyValuePair<string, object>> variables, DateTimeOffset now)
    {
        var run = new Run(now);
        try
        {
            var output = new Output(run.Budget, Budget.LongestOutput);
            body.Execute(Globals.Scope(run).Child(variables), output);
            return output.ToString();
        }
        catch (TemplateRefusal refusal)
        {
            throw new InputException(
                $"the chat template refuses the chat: {Shown(refusal)}",
                $"{where}, line {run.Budget.Line}",
                "change the chat, or name another template with --chat-template FILE",
                refusal
            );
        }
        catch (TemplateError error)
        {
            throw new InputException(
                $"the chat template fails: {Shown(error)}",
                $"{where}, line {run.Budget.Line}",
                "mend it, or name another with --chat-template FILE",
                error
            );
        }
    }

    // The inner exception stays, for --debug; what is shown must not steer a terminal.
    private static string Shown(TemplateError error) => new ForeignText(key: null).Clean(error.Message);
}
