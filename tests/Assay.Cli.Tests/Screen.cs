using Spectre.Console.Testing;

namespace Assay.Cli.Tests;

/// <summary>A terminal that keeps what is written to it.</summary>
internal sealed class Screen : IDisposable
{
    private readonly TestConsole results;
    private readonly TestConsole notes;

    public Screen(int width = 120)
    {
        results = new TestConsole().Width(width);
        notes = new TestConsole().Width(width);
        Terminal = new Terminal(results, notes);
    }

    public Terminal Terminal { get; }

    public TestConsole Console => results;

    /// <summary>Standard output, line by line.</summary>
    public IReadOnlyList<string> Results => Lines(results);

    /// <summary>Standard error, line by line.</summary>
    public IReadOnlyList<string> Notes => Lines(notes);

    public void Dispose()
    {
        results.Dispose();
        notes.Dispose();
    }

    private static string[] Lines(TestConsole console) => console.Output.TrimEnd('\n').Split('\n');
}
