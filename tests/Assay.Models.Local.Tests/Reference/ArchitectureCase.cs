namespace Assay.Models.Local.Tests.Reference;

/// <summary>A small model that the engine has to compute as the reference does.</summary>
/// <param name="Name">Architecture and what is special about it.</param>
/// <param name="Folder">Its folder.</param>
public sealed record ArchitectureCase(string Name, RandomFolder Folder)
{
    /// <summary>The number of tokens to compute.</summary>
    public int Length { get; init; } = 14;

    /// <summary>
    /// Whether rotary frequencies change within <see cref="Length"/>. Then the logits of a position in the whole sequence are not those
    /// after its prefix: step by step, compare the last logits of each prefix, or give <see cref="ReferenceModel.Logits"/> the length
    /// the engine assumes.
    /// </summary>
    public bool FrequenciesDependOnLength { get; init; }

    /// <summary>Tokens, the same at every call, all below the smallest vocabulary of the cases.</summary>
    public int[] Ids
    {
        get
        {
            var random = new Random(7);
            return [.. Enumerable.Range(0, Length).Select(_ => random.Next(ArchitectureCases.Vocabulary))];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
