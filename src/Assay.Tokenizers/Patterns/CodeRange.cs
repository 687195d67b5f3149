namespace Assay.Tokenizers.Patterns;

/// <summary>Code points from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct CodeRange(int First, int Last)
{
    public bool Contains(int code) => First <= code && code <= Last;

    public bool Overlaps(CodeRange other) => First <= other.Last && other.First <= Last;
}
