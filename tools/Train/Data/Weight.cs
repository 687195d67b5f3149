namespace Assay.Train.Data;

/// <summary>How much tokens count: little where they cannot be foreseen, much where one letter is the whole answer.</summary>
public static class Weight
{
    /// <summary>A question and what frames it.</summary>
    public const float Question = 0.1f;

    /// <summary>A worked answer, a statement.</summary>
    public const float Text = 1;

    /// <summary>A letter that answers a question with choices.</summary>
    public const float Letter = 2;
}
