using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml.Reading;

/// <summary>The keys of one object of the file, each read by its type; what is wrong is collected, not thrown.</summary>
internal sealed class KeyReader
{
    private readonly PlanNode.Object node;
    private readonly string path;
    private readonly ICollection<InputException> mistakes;

    /// <param name="node">The object.</param>
    /// <param name="path">What its keys are called in messages: <c>few_shot</c>; empty at the top.</param>
    /// <param name="known">The keys there are.</param>
    /// <param name="mistakes">Takes what is wrong.</param>
    public KeyReader(
        PlanNode.Object node,
        string path,
        ImmutableArray<string> known,
        ICollection<InputException> mistakes
    )
    {
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
        foreach (var member in node.Members.Where(member => !known.Contains(member.Key)))
        {
            mistakes.Add(
                new InputException(
                    $"unknown key '{Name(member.Key)}'",
                    member.KeyPlace,
                    DidYouMean.Hint(member.Key, known)
                )
            );
        }
    }

    /// <summary>Where the object begins.</summary>
    public string Place => node.Place;

    /// <summary>The value of a key as it is written; null where it is not given.</summary>
    public PlanNode? this[string key] => node[key] is { } given and not PlanNode.Null ? given : null;

    /// <summary>Whether a key is given.</summary>
    public bool Has(string key) => this[key] is not null;

    /// <summary>What a key says; the fallback where it is not given or wrong.</summary>
    public T Read<T>(string key, Func<PlanValue, T> read, T fallback) =>
        this[key] is { } value ? Try(() => read(new PlanValue(Name(key), value)), fallback) : fallback;

    /// <summary>A text, or null.</summary>
    public string? Text(string key) => Read<string?>(key, value => value.Text(), null);

    /// <summary>The object below a key, or null.</summary>
    public KeyReader? Object(string key, params ImmutableArray<string> known) =>
        Read<KeyReader?>(key, value => new KeyReader(value.Object(), Name(key), known, mistakes), null);

    /// <summary>Runs what may find a mistake.</summary>
    public T Try<T>(Func<T> read, T fallback)
    {
        try
        {
            return read();
        }
        catch (InputException mistake)
        {
            mistakes.Add(mistake);
            return fallback;
        }
    }

    /// <summary>Notes a mistake about a key, or about one that is missing.</summary>
    public void Wrong(string key, string how, string remedy) =>
        mistakes.Add(new InputException($"{Name(key)} {how}", this[key]?.Place ?? node.Place, remedy));

    /// <summary>What a key is called in messages.</summary>
    public string Name(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
