using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Assay.Benchmarks;

namespace Assay.Judging;

/// <summary>
/// The verdicts on one model's answers. Equal answers to a sample have the same verdicts: judges are asked about the text, not about
/// which time it was given.
/// </summary>
internal sealed class Verdicts(int judges)
{
    private readonly Dictionary<(string Sample, UInt128 Answer), double?[]> given = [];
    private readonly Dictionary<(string Sample, UInt128 Answer), Sample> samples = [];

    /// <summary>One item for each judged answer: a verdict of each judge, null where a judge gave none.</summary>
    public IEnumerable<(Sample Sample, ImmutableArray<double?> Verdicts)> Items =>
        given
            .OrderBy(item => item.Key.Sample, StringComparer.Ordinal)
            .ThenBy(item => item.Key.Answer)
            .Select(item => (samples[item.Key], ImmutableArray.Create(item.Value)));

    /// <summary>Notes one.</summary>
    public void Add(Sample sample, string answer, int judge, double? verdict)
    {
        var key = Key(sample, answer);
        if (!given.TryGetValue(key, out var row))
        {
            given.Add(key, row = new double?[judges]);
            samples.Add(key, sample);
        }
        row[judge] ??= verdict;
    }

    /// <summary>The verdicts on an answer, by judge.</summary>
    public ImmutableArray<double?> Of(Sample sample, string answer) =>
        given.TryGetValue(Key(sample, answer), out var row) ? [.. row] : [];

    private static (string, UInt128) Key(Sample sample, string answer) =>
        (sample.Id, XxHash128.HashToUInt128(MemoryMarshal.AsBytes(answer.AsSpan())));
}
