using System.Text.Json;

namespace Assay.EndToEnd.Tests;

/// <summary>How a program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json()
    {
        Assert.True(ExitCode is 0 or 3, $"exit code {ExitCode}: {Errors}");
        return JsonElement.Parse(Output);
    }

    /// <summary>The entries of the report.</summary>
    public List<JsonElement> Results() => [.. Json().GetProperty("results").EnumerateArray()];

    /// <summary>The entries of the report, the primary metrics only.</summary>
    public List<JsonElement> Primary() => [.. Results().Where(result => result.GetProperty("primary").GetBoolean())];

    /// <summary>The one score of a report of one data set.</summary>
    public double Score() => Assert.Single(Primary()).GetProperty("score").GetDouble();

    /// <summary>That the program did what it was asked.</summary>
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");
        return this;
    }

    /// <summary>
    /// That the program refused: exit code 2, nothing on standard output, one line that says all of <paramref name="told"/>, no
    /// stack trace.
    /// </summary>
    public void Refused(params IEnumerable<string> told)
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}: {Errors}");
        Assert.Equal("", Output);
        var line = Message();
        Assert.All(told, text => Assert.Contains(text, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }

    /// <summary>The one line that says why the program ends without success.</summary>
    public string Message() =>
        Assert.Single(
            Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => line.StartsWith("assay: ", StringComparison.Ordinal)
        );
}
