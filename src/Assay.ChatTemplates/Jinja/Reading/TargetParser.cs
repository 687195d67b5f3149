using Assay.ChatTemplates.Jinja.Syntax;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads what is assigned to.</summary>
/// <param name="tokens">The template.</param>
/// <param name="binds">Told each name that is set.</param>
internal sealed class TargetParser(TokenStream tokens, Action<string> binds)
{
    /// <summary>A target, or several with commas between.</summary>
    public Target Read(bool withNamespace = false)
    {
        var targets = new List<Target>();
        var isTuple = false;
        do
        {
            // A comma may end a row.
            if (targets.Count > 0 && (tokens.IsName("in") || tokens.IsOperator("=") || tokens.IsOperator(")")))
            {
                break;
            }
            targets.Add(ReadOne(withNamespace));
            isTuple |= tokens.IsOperator(",");
        } while (tokens.SkipOperator(","));
        return isTuple ? new TupleTarget([.. targets]) : targets[0];
    }

    private Target ReadOne(bool withNamespace)
    {
        tokens.Enter();
        Target target;
        if (tokens.SkipOperator("("))
        {
            target = Read(withNamespace);
            tokens.ExpectOperator(")");
        }
        else
        {
            var name = tokens.Expect(TokenKind.Name, "a name to assign to");
            if (name.Text is "true" or "True" or "false" or "False" or "none" or "None")
            {
                throw new TemplateError($"cannot assign to '{name.Text}'", name.Line);
            }
            if (withNamespace && tokens.SkipOperator("."))
            {
                target = new NamespaceTarget(name.Text, tokens.ExpectName());
            }
            else
            {
                binds(name.Text);
                target = new NameTarget(name.Text);
            }
        }
        tokens.Leave();
        return target;
    }
}
