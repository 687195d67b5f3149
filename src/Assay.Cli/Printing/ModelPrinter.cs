using System.Globalization;
using Assay.Cli.Progress;
using Assay.Models.Local.Inspection;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints what is known of a model folder.</summary>
/// <param name="console">Standard output.</param>
internal sealed class ModelPrinter(IAnsiConsole console)
{
    private const int Texts = 16;

    public void Print(string name, ModelInspection model)
    {
        console.Line(name, new Style(decoration: Decoration.Bold));
        Entry("path", model.Path);
        Entry("format", $"{model.Format.ToString().ToLowerInvariant()}");
        Entry("architecture", model.ModelType ?? "not said");
        Entry("parameters", Parameters(model.Parameters));
        Entry("layers", Count(model.Shape.Layers));
        Entry("hidden size", Count(model.Shape.Hidden));
        Entry("heads", Heads(model.Shape));
        Entry("context", Count(model.Shape.Context, " tokens"));
        Entry("vocabulary", Count(model.Shape.Vocabulary, " tokens"));
        Entry("tokenizer", model.Tokenizer is { } tokens ? $"{tokens.Kind}, {Count(tokens.Vocabulary)} tokens" : "-");
        Entry("chat template", Template(model.Template));
        Entry("stored as", model.StoredAs.IsEmpty ? "-" : string.Join(", ", model.StoredAs));
        if (model.Sizes is { } sizes)
        {
            Entry("cache", $"{Figures.Bytes(sizes.CachePerToken)} for each token of a sequence");
        }
        Entry("remote code", model.NeedsRemoteCode ? "asked for by the folder (auto_map); never run" : "none");
        Entry("runs", model.Problem is { } problem ? $"no: {problem}" : "yes");
        if (model.Sizes is not null)
        {
            console.WriteLine();
            PrintSizes(model.Sizes);
        }
    }

    private void PrintSizes(WeightSizes sizes) =>
        FittedTable.Write<(string Precision, string What, long Bytes)>(
            console,
            [
                ("float32", "as run (float16 and bfloat16 too)", sizes.Float32),
                ("float16", "in a file", sizes.Float16),
                ("int8", "as run", sizes.Int8),
                ("int4", "as run", sizes.Int4),
            ],
            new("Precision", x => x.Precision, Right: false),
            new("Weights", x => Figures.Bytes(x.Bytes)),
            new("", x => x.What, Right: false)
        );

    private static string Parameters(long? count) =>
        count switch
        {
            null => "-",
            < 1_000_000 => Figures.Count(count.Value),
            < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.0} million"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00} billion"),
        };

    private static string Heads(ModelShape shape) =>
        (shape.Heads, shape.KeyValueHeads, shape.HeadSize) switch
        {
            (null, _, _) => "-",
            ({ } heads, { } groups, { } size) when groups != heads =>
                $"{heads} of {size}, with {groups} for keys and values",
            ({ } heads, _, { } size) => $"{heads} of {size}",
            ({ } heads, _, _) => $"{heads}",
        };

    private static string Template(TemplateFacts? template) =>
        template switch
        {
            null => "-",
            { Origin: TemplateOrigin.Own } => $"own ({template.Name})",
            { Origin: TemplateOrigin.Guessed } => $"guessed by the name: {template.Name}",
            _ => "none: messages are joined as they are",
        };

    private static string Count(int? number, string noun = "") =>
        number is { } known ? Figures.Count(known) + noun : "-";

    private void Entry(string name, string text) => console.Entry(name + ":", text, 0, Texts);
}
