namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>Names and what they stand for. Names are looked up outwards and set in the innermost scope, as Jinja does.</summary>
internal sealed class Scope(Run run, Scope? outer)
{
    private Dictionary<string, object>? names;

    public Run Run => run;

    public Budget Budget => run.Budget;

    public Scope Child() => new(run, this);

    public Scope Child(IEnumerable<KeyValuePair<string, object>> values)
    {
        var child = Child();
        foreach (var (name, value) in values)
        {
            child.Set(name, value);
        }
        return child;
    }

    public void Set(string name, object value) =>
        (names ??= new Dictionary<string, object>(StringComparer.Ordinal))[name] = value;

    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.names is not null && scope.names.TryGetValue(name, out var value))
            {
                return value;
            }
        }
        return null;
    }

    private Scope? Outer => outer;
}
