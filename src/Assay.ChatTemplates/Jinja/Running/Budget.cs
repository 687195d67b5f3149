using System.Runtime.CompilerServices;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>
/// What one rendering may cost. A template comes with a model, from anywhere: one that loops for ever, doubles a text for ever or
/// calls itself for ever ends here, with a message.
/// </summary>
internal sealed class Budget
{
    /// <summary>Characters of the rendered text, and of any text on the way: 16 MB.</summary>
    public const int LongestOutput = 8 << 20;

    private const long MostSteps = 5_000_000;
    private const long MostBuilt = 64 << 20;
    private const int MostItems = 1 << 20;
    private const int Deepest = 1_000;

    // Work on texts goes by the block: to go through 16 characters costs about what a step does.
    private const int CharactersAStep = 16;

    // A reference and, for many items, a boxed number.
    private const int CharactersAnItem = 16;

    private long work;
    private long built;
    private int depth;

    /// <summary>The line of the template that runs.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Counts steps, before they are taken.</summary>
    public void Step(int count = 1) => Work((long)count * CharactersAStep);

    /// <summary>Counts going through a text.</summary>
    /// <param name="characters">Its length.</param>
    public void Scan(long characters) => Work(characters);

    /// <summary>Counts going through a value: a text, or the items of another.</summary>
    public void Scan(object value)
    {
        switch (value)
        {
            case string text:
                Scan(text.Length);
                break;
            case Sequence sequence:
                Step(sequence.Items.Length);
                break;
            case DictValue dict:
                Step(dict.Count);
                break;
        }
    }

    /// <summary>Counts a text, in characters, before it is made.</summary>
    public void Build(long characters)
    {
        if (characters > LongestOutput)
        {
            throw new TemplateError($"it makes a text of more than {LongestOutput:N0} characters");
        }
        Scan(characters);
        Keep(characters);
    }

    /// <summary>Counts a list, in items, before it is made.</summary>
    public void BuildItems(long count)
    {
        if (count > MostItems)
        {
            throw new TemplateError($"it makes a list of more than {MostItems:N0} items");
        }
        Step((int)count);
        Keep(count * CharactersAnItem);
    }

    /// <summary>Goes one level down; <see cref="Leave"/> goes up. No need to leave when an exception does.</summary>
    public void Enter(int line)
    {
        Line = line;
        Enter();
    }

    /// <inheritdoc cref="Enter(int)"/>
    public void Enter()
    {
        Step();
        if (++depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateError("it nests too deeply, or calls itself without end");
        }
    }

    /// <summary>Goes one level up.</summary>
    public void Leave() => depth--;

    private void Work(long more)
    {
        work += more;
        if (work > MostSteps * CharactersAStep)
        {
            throw new TemplateError($"it takes more than {MostSteps:N0} steps");
        }
    }

    private void Keep(long characters)
    {
        built += characters;
        if (built > MostBuilt)
        {
            throw new TemplateError($"it makes more than {MostBuilt >> 19} MB of texts and lists");
        }
    }
}
