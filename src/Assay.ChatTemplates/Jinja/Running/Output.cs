using System.Text;

namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>A text in the making, within the budget.</summary>
/// <param name="budget">Pays for each character.</param>
/// <param name="longest">Characters that the text may have.</param>
internal sealed class Output(Budget budget, int longest = Budget.LongestOutput)
{
    private readonly StringBuilder text = new();

    public Budget Budget => budget;

    public int Length => text.Length;

    public Output Append(ReadOnlySpan<char> more)
    {
        Pay(more.Length);
        text.Append(more);
        return this;
    }

    public Output Append(char character, int count = 1)
    {
        Pay(count);
        text.Append(character, count);
        return this;
    }

    public override string ToString() => text.ToString();

    private void Pay(int more)
    {
        if (more > longest - text.Length)
        {
            throw new TemplateError($"it makes a text of more than {longest:N0} characters");
        }
        budget.Build(more);
    }
}
