using System.Collections.Immutable;
using Assay.ChatTemplates;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>How programs are run.</summary>
internal sealed partial class DefinitionReader
{
    private const double DefaultSeconds = 10;
    private const int DefaultMegabytes = 1024;

    private CodeDefinition? Code(AnswerKind kind, ColumnMap columns)
    {
        if (kind is not AnswerKind.Code)
        {
            if (root.Has("code"))
            {
                root.Wrong("code", "is for programs", "write kind: code, or leave it out");
            }
            return null;
        }
        if (
            root.Object("code", "language", "check", "files", "build", "run", "compare", "time_limit", "memory_limit")
            is not { } reader
        )
        {
            if (!root.Has("code"))
            {
                root.Wrong("code", "is missing", "write language: python below it");
            }
            return null;
        }
        var language = Language(reader);
        var check = Check(reader, columns);
        var known = CodeLanguage.Known.GetValueOrDefault(language);
        if (known is null && language.Length > 0)
        {
            CheckForeign(reader, language, check);
        }
        return new CodeDefinition
        {
            Language = language,
            Check = check,
            Files = check is CodeCheck.Function ? CodeFiles(reader, null, columns) : CodeFiles(reader, known, columns),
            Build = reader.Text("build") ?? (reader.Has("run") ? null : known?.Build),
            Run = reader.Text("run") ?? known?.Run ?? "",
            Exact = reader.Read("compare", value => value.Choice(["tokens", "exact"]), "tokens") == "exact",
            Time = TimeSpan.FromSeconds(reader.Read("time_limit", value => value.Number(0.1, 3600), DefaultSeconds)),
            Memory = reader.Read("memory_limit", value => value.Whole(16, 1 << 20), DefaultMegabytes) << 20,
        };
    }

    private static string Language(KeyReader reader)
    {
        if (reader.Text("language") is { } language)
        {
            return language;
        }
        if (!reader.Has("language"))
        {
            reader.Wrong("language", "is missing", $"write one of {string.Join(", ", CodeLanguage.Known.Keys)}");
        }
        return "";
    }

    private static CodeCheck Check(KeyReader reader, ColumnMap columns)
    {
        var has = columns.Others.ContainsKey;
        var check = reader.Read(
            "check",
            value => Enum.Parse<CodeCheck>(value.Choice(["function", "output", "exit"]), ignoreCase: true),
            has(CodeDefinition.Output) ? CodeCheck.Output
                : has(CodeDefinition.EntryPoint) ? CodeCheck.Function
                : CodeCheck.Exit
        );
        string[] needed = check switch
        {
            CodeCheck.Function => [CodeDefinition.EntryPoint, CodeDefinition.Tests],
            CodeCheck.Output => [CodeDefinition.Output],
            _ => [],
        };
        foreach (var column in needed.Where(column => !has(column)))
        {
            reader.Wrong(
                "check",
                $"is {check.ToString().ToLowerInvariant()}, which needs columns.{column}",
                $"write {column}: COLUMN below columns"
            );
        }
        if (check is CodeCheck.Function)
        {
            foreach (var key in new[] { "files", "build", "run", "compare" }.Where(reader.Has))
            {
                reader.Wrong(key, "is for whole programs", "leave it out, or write check: output or exit");
            }
        }
        return check;
    }

    private static void CheckForeign(KeyReader reader, string language, CodeCheck check)
    {
        if (check is CodeCheck.Function)
        {
            reader.Wrong(
                "language",
                $"is '{language}', whose functions cannot be called",
                DidYouMean.Hint(language, CodeLanguage.Known.Keys)
            );
            return;
        }
        foreach (var key in new[] { "files", "run" }.Where(key => !reader.Has(key)))
        {
            reader.Wrong(
                key,
                $"is missing, and '{language}' is not one of {string.Join(", ", CodeLanguage.Known.Keys)}",
                key == "run" ? "write the command that runs the program" : "write name: \"{{ code }}\" below it"
            );
        }
    }

    private ImmutableSortedDictionary<string, TextTemplate> CodeFiles(
        KeyReader reader,
        CodeLanguage? known,
        ColumnMap columns
    )
    {
        ImmutableArray<string> variables = [.. Variables(columns), PromptVariables.Code, PromptVariables.Nonce];
        var files = ImmutableSortedDictionary.CreateBuilder<string, TextTemplate>(StringComparer.Ordinal);
        if (reader["files"] is null)
        {
            if (known is not null)
            {
                files[known.File] = TextTemplate.Parse("{{ code }}", "code.files", _ => "the default file", variables);
            }
            return files.ToImmutable();
        }
        foreach (var (name, place, node) in reader.Read("files", value => value.Object().Members, []))
        {
            if (Path.IsPathRooted(name) || name.Split('/').Contains("..") || name.Trim().Length == 0)
            {
                mistakes.Add(
                    new InputException(
                        $"code.files has '{name}', which leads out of the work folder",
                        place,
                        "write a path below it"
                    )
                );
                continue;
            }
            var value = new PlanValue($"code.files.{name}", node);
            if (
                root.Try<TextTemplate?>(
                    () =>
                        TextTemplate.Parse(
                            Raw(value),
                            value.Key,
                            line => node.Line > 0 ? $"{file}:{node.Line + line - 1}" : node.Place,
                            variables
                        ),
                    null
                ) is
                { } template
            )
            {
                files[name] = template;
            }
        }
        return files.ToImmutable();
    }
}
