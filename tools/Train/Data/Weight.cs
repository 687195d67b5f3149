namespace Assay.Train.Data;

/// <summary>How much tokens count: little where they cannot be foreseen, much where one letter is the whole answer.</summary>
public static class Weight
{
    /// <summary>A question and what frames it.</summary>
    public const float Question = 0.1f;

    /// <summary>What is only said again.</summary>
    public const float Copy = 0.4f;

    /// <summary>A letter out of nothing: much of it is chance to a model of this size.</summary>
    public const float Letter = 0.5f;

    /// <summary>A worked answer, a statement.</summary>
    public const float Text = 1;

    /// <summary>What the answer to a question with choices is, and which of them says it.</summary>
    public const float Answer = 2;
}
