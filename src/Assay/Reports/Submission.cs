using Assay.Benchmarks;

namespace Assay.Reports;

/// <summary>
/// The answers to questions whose references a benchmark's authors keep to themselves, in the form in which C-Eval takes them
/// (hkust-nlp/ceval, <c>submission_example.json</c>): <c>{"subset": {"id": "A"}}</c>. Not thread-safe.
/// </summary>
public sealed class Submission
{
    private readonly SortedDictionary<string, SortedDictionary<int, (string Id, string Answer)>> subsets = new(
        StringComparer.Ordinal
    );

    /// <summary>How many answers it holds, also those in which none was found.</summary>
    public int Count => subsets.Values.Sum(subset => subset.Count);

    /// <summary>Adds an answer; a question without one is kept as the empty text, so that none is missing.</summary>
    /// <param name="sample">The sample; it goes by its own id where the data have one, else by its row.</param>
    /// <param name="answer">The answer found in the text, or null.</param>
    public void Add(Sample sample, string? answer)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!subsets.TryGetValue(sample.Subset, out var answers))
        {
            subsets.Add(sample.Subset, answers = []);
        }
        answers[sample.Index] = (sample.Fields.GetValueOrDefault(UsersDataCheck.Id, $"{sample.Index}"), answer ?? "");
    }

    /// <summary>The document, in UTF-8.</summary>
    public byte[] ToJson() =>
        ReportJson.Document(json =>
        {
            foreach (var (subset, answers) in subsets)
            {
                json.WriteStartObject(subset);
                foreach (var (id, answer) in answers.Values)
                {
                    json.WriteString(id, answer);
                }
                json.WriteEndObject();
            }
        });
}
