namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>One rendering.</summary>
/// <param name="now">The time that the template is told.</param>
internal sealed class Run(DateTimeOffset now)
{
    public Budget Budget { get; } = new();

    public DateTimeOffset Now { get; } = now;
}
