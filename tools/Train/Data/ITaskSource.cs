namespace Assay.Train.Data;

/// <summary>Makes reasoning tasks of one kind without end.</summary>
public interface ITaskSource
{
    /// <summary>The next one.</summary>
    ReasoningTask Next(Random random);
}
