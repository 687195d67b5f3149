using System.Collections.Immutable;
using Spectre.Console;

namespace Assay.Cli.Progress;

/// <summary>Progress on a terminal: a bar for each data set under way; those that are done stay above as lines.</summary>
internal sealed class LiveView(Terminal terminal, RunCounters counters, TimeProvider time)
    : ProgressView(counters, time)
{
    private LiveDisplayContext? display;

    private protected override Task ShowAsync(Func<Task> looks) =>
        terminal
            .Notes.Live(new Rows())
            .AutoClear(true)
            .StartAsync(context =>
            {
                display = context;
                return looks();
            });

    private protected override void Note(string line) => terminal.Note(line);

    private protected override void Begun(DatasetSnapshot look) { }

    private protected override void UnderWay(ImmutableArray<ProgressLine> lines, TimeSpan now) =>
        display?.UpdateTarget(new Rows(lines.Select(line => ProgressBar.Draw(line, terminal.Notes.Profile.Width))));

    private protected override void Done(ProgressLine line) =>
        terminal.Note($"{line}, {Figures.Duration(line.Look.Elapsed)}");
}
