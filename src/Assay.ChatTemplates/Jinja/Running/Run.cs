namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>One rendering.</summary>
/// <param name="now">The time that the template is told.</param>
/// <param name="strict">Whether printing what is not there is an error (Jinja's StrictUndefined) instead of nothing.</param>
internal sealed class Run(DateTimeOffset now, bool strict = false)
{
    public bool Strict => strict;

    public Budget Budget { get; } = new();

    public DateTimeOffset Now { get; } = now;
}
