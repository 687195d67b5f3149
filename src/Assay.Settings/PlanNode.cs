using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Settings;

/// <summary>A value as it was written, with its place; the common ground of YAML, JSON, flags and dictionaries.</summary>
internal abstract record PlanNode(string Place)
{
    /// <summary>The line of a YAML file on which a literal block or an object begins; 0 for all else.</summary>
    public int Line { get; init; }

    /// <summary>How deep values may be nested: plans are shallow, and hostile files end here.</summary>
    public const int MostDepth = 32;

    /// <summary>As JSON, for what is passed on.</summary>
    public JsonElement ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer);
        }
        return JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>As a message shows it: short, on one line, and nothing of what is inside, which may be a secret.</summary>
    public string Show()
    {
        var text = this switch
        {
            TextNode given => $"'{given.Value}'",
            List => "a list",
            Object => "an object",
            _ => ToJson().GetRawText(),
        };
        return text.Length <= 60 ? text : $"{text.AsSpan(0, 57)}…";
    }

    protected abstract void Write(Utf8JsonWriter writer);

    internal sealed record Null(string Place) : PlanNode(Place)
    {
        protected override void Write(Utf8JsonWriter writer) => writer.WriteNullValue();
    }

    internal sealed record Flag(bool Value, string Place) : PlanNode(Place)
    {
        protected override void Write(Utf8JsonWriter writer) => writer.WriteBooleanValue(Value);
    }

    /// <param name="Raw">Its JSON text, so that no digit is lost.</param>
    /// <param name="Place">Where it was written.</param>
    internal sealed record Number(string Raw, string Place) : PlanNode(Place)
    {
        protected override void Write(Utf8JsonWriter writer) => writer.WriteRawValue(Raw);
    }

    internal sealed record TextNode(string Value, string Place) : PlanNode(Place)
    {
        protected override void Write(Utf8JsonWriter writer) => writer.WriteStringValue(Value);
    }

    internal sealed record List(ImmutableArray<PlanNode> Items, string Place) : PlanNode(Place)
    {
        protected override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartArray();
            foreach (var item in Items)
            {
                item.Write(writer);
            }
            writer.WriteEndArray();
        }
    }

    internal sealed record Object(ImmutableArray<Member> Members, string Place) : PlanNode(Place)
    {
        public PlanNode? this[string key] => Members.FirstOrDefault(member => member.Key == key)?.Value;

        protected override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var member in Members)
            {
                writer.WritePropertyName(member.Key);
                member.Value.Write(writer);
            }
            writer.WriteEndObject();
        }
    }

    /// <summary>A key of an object and its value.</summary>
    internal sealed record Member(string Key, string KeyPlace, PlanNode Value);

    /// <summary>Puts members together, each key once.</summary>
    /// <exception cref="InputException">A key twice.</exception>
    internal sealed class MemberList(string place)
    {
        private readonly ImmutableArray<Member>.Builder members = ImmutableArray.CreateBuilder<Member>();
        private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

        public void Add(string key, string keyPlace, PlanNode value)
        {
            if (!places.TryAdd(key, keyPlace))
            {
                throw GivenTwice(key, places[key], keyPlace);
            }
            members.Add(new Member(key, keyPlace, value));
        }

        public Object ToObject() => new(members.ToImmutable(), place);
    }

    public static InputException GivenTwice(string key, string first, string second) =>
        first == second
            ? new InputException($"{key} is given twice", second, "give it once")
            : new InputException($"{key} is given twice, first at {first}", second, "give it once");
}
