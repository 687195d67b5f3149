using System.Text;
using Assay.Plans;
using Assay.Settings;
using Assay.Testing;
using CsCheck;

namespace Assay.Eval.Tests.Plans;

/// <summary>Whatever the text, it is read or refused in one line.</summary>
public sealed class AnyTextTests
{
    private static readonly Gen<string> Likely = Gen.Char["ab=,:'\"[]{}\\ \n\t01.-e#&*!|>%@?~é\uD83E"]
        .Array[0, 30]
        .Select(letters => new string(letters));

    private static readonly Gen<string> Any = Gen.OneOf(Likely, Gen.String);

    [Fact]
    public void Pairs() =>
        Any.Sample(text => Refuses(() => KeyValueText.Parse(text, "--model-args").ToJson()), iter: 20_000);

    [Fact]
    public void Flags() =>
        Gen.Select(Gen.OneOf(PlanKeys.All.ToArray()), Any.Where(text => !text.TrimStart().StartsWith('@')))
            .Sample((key, text) => Refuses(() => Given.Flag("--" + key.Name, text)), iter: 20_000);

    [Fact]
    public void Yaml() => Any.Sample(text => Refuses(() => YamlText.Parse(text, "plan.yaml")?.ToJson()), iter: 20_000);

    [Fact]
    public void Json() => Any.Sample(text => Refuses(() => JsonText.Parse(text, "plan.json").ToJson()), iter: 20_000);

    [Fact]
    public void Durations() => Any.Sample(text => DurationText.Parse(text) is null or { Ticks: > long.MinValue });

    [Fact]
    public void Files() =>
        Gen
            .Byte.Array[0, 40]
            .Sample(
                bytes =>
                {
                    using var folder = new TemporaryFolder();
                    File.WriteAllBytes(folder["plan"], bytes);
                    return Refuses(() => PlanSettings.FromFile(folder["plan"]));
                },
                iter: 300
            );

    private static bool Refuses(Func<object?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InputException e)
        {
            return !e.Message.Contains('\n', StringComparison.Ordinal);
        }
    }
}
