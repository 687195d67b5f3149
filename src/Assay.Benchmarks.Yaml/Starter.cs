using System.Text;
using Assay.Datasets;

namespace Assay.Benchmarks.Yaml;

/// <summary>Writes a commented file to start from.</summary>
public static class Starter
{
    /// <summary>Writes it.</summary>
    /// <param name="path">Where to; must not exist.</param>
    /// <param name="data">A data file whose columns are looked at; null for none.</param>
    /// <exception cref="InputException">The file is there already, or the data cannot be read.</exception>
    public static void Write(string path, string? data)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!BenchmarkFile.IsOne(path))
        {
            throw new InputException("the name does not end with .yaml", path, $"write {path}.yaml");
        }
        if (File.Exists(path) || Directory.Exists(path))
        {
            throw new InputException("there is such a file already", path, "choose another name, or remove it first");
        }
        var name = new string([
            .. Path.GetFileNameWithoutExtension(path).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'),
        ]);
        name = name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : "my_" + name;
        var text = data is null
            ? StarterText.Of(name, "questions.csv", ColumnGuess.Example)
            : StarterText.Of(name, Relative(path, data), ColumnGuess.Of(FirstRow(data)));
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the file cannot be written", path, e.Message.TrimEnd('.'), e);
        }
    }

    private static DataRow FirstRow(string data) =>
        DataFile.Read(data, new DataLayout("")).FirstOrDefault()
        ?? throw new InputException("the file has no rows", data, "name a file with a row for each question");

    private static string Relative(string path, string data)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Path.GetRelativePath(folder, Path.GetFullPath(data)).Replace('\\', '/');
    }
}
