using System.Collections.Immutable;

namespace Assay.Cli.Progress;

/// <summary>Progress for logs and pipes: a line now and then.</summary>
internal sealed class LineView(Terminal terminal, RunCounters counters, TimeProvider time)
    : ProgressView(counters, time)
{
    private const double ShareBetweenLines = 0.1;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(2);

    private readonly Dictionary<(string, string), (TimeSpan At, double Share)> latest = [];

    private protected override Task ShowAsync(Func<Task> looks) => looks();

    private protected override void Note(string line) => terminal.Note(line);

    private protected override void Begun(DatasetSnapshot look)
    {
        var size = look.Expected is { } all ? Figures.Count(all, "sample") : "samples";
        terminal.Note($"{look.Dataset}: {size} for {look.Model}");
    }

    private protected override void UnderWay(ImmutableArray<ProgressLine> lines, TimeSpan now)
    {
        foreach (var line in lines)
        {
            var key = (line.Look.Model, line.Look.Dataset);
            var share = line.Look.Share ?? 0;
            var (at, before) = latest.TryAdd(key, (now, share)) ? (now, share) : latest[key];
            if (now - at >= LongestSilence || (now - at >= ShortestSilence && share - before >= ShareBetweenLines))
            {
                terminal.Note(line.ToString());
                latest[key] = (now, share);
            }
        }
    }

    private protected override void Done(ProgressLine line) =>
        terminal.Note($"{line}, {Figures.Duration(line.Look.Elapsed)}");
}
