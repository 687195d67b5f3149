using System.Collections.Immutable;

namespace Assay.Cli.Progress;

/// <summary>A look at a data set with its speeds, put into words.</summary>
/// <param name="Look">The look.</param>
/// <param name="Samples">Answers of the model a second of late; null for none.</param>
/// <param name="Tokens">Its output tokens a second of late; null for none or not counted.</param>
internal sealed record ProgressLine(DatasetSnapshot Look, double? Samples, double? Tokens)
{
    public string Title => PlainText.Line(Look.Dataset);

    public string Count =>
        Look.Expected is { } all ? $"{Figures.Count(Look.Done)}/{Figures.Count(all)}" : $"{Figures.Count(Look.Done)}";

    public string? Remaining =>
        !Look.Complete && Samples is > 0 and var rate && Look.Expected is { } all
            ? $"ETA {Figures.Guess(TimeSpan.FromSeconds(Math.Max(0, all - Look.Done) / rate))}"
            : null;

    public string? Rate => Samples is { } rate ? $"{Figures.Rate(rate)}/s" : null;

    public string? TokenRate => Tokens is { } rate ? $"{Figures.Rate(rate)} tokens/s" : null;

    public string Failed => $"{Figures.Count(Look.Failed)} failed";

    /// <summary>What did not have to be asked, and so is in no speed.</summary>
    public string? Earlier => Look.Earlier > 0 ? $"{Figures.Count(Look.Earlier)} answered earlier" : null;

    public string? Cached => Look.Cached > 0 ? $"{Figures.Count(Look.Cached)} from the answer cache" : null;

    public string? Score => Look.Score is { } score ? $"score {Figures.Running(score)}" : null;

    /// <summary><c>mini_gsm8k: 20/40 (50 %), 12.3/s, ETA 2 s, 0 failed, score 0.55 [0.40, 0.69]</c>.</summary>
    public override string ToString()
    {
        var share = Look.Share is { } done ? $" ({Math.Floor(done * 100):0} %)" : "";
        ImmutableArray<string?> parts = [Count + share, Earlier, Cached, Rate, Remaining, Failed, TokenRate, Score];
        return $"{Title}: {string.Join(", ", parts.Where(part => part is not null))}";
    }

    /// <summary>The line when the data set is done: the whole time, and the speed over all of it.</summary>
    public static ProgressLine AtEnd(DatasetSnapshot look)
    {
        var seconds = look.Elapsed.TotalSeconds;
        return new(
            look,
            look.Asked > 0 && seconds > 0 ? look.Asked / seconds : null,
            look.Usage.Output > 0 && seconds > 0 ? look.Usage.Output / seconds : null
        );
    }
}
