using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Models;
using Assay.Prompts;
using Assay.Runs;
using CsCheck;

namespace Assay.Eval.Tests.Plans;

/// <summary>Any plan that can be written, with texts that YAML readers are known to stumble over.</summary>
internal static class Arbitrary
{
    private static readonly string[] Odd =
    [
        "true",
        "No",
        "null",
        "~",
        "1e3",
        "0x1F",
        "0o7",
        ".5",
        ".inf",
        "-0",
        "1:30",
        "2024-01-01",
        "00123456",
        "123456789012345678901234567890",
        "0.1000000000000000055511151231257827",
        "=",
        "<<",
        "- a",
        "? a",
        "# a",
        "a # b",
        "a: b",
        "a:",
        ":a",
        "[a",
        "{a}",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "a\\nb",
        "a\nb\n",
        "\r\n",
        "\tb",
        " a ",
        "a\u0085b\u2028c",
        "\uFEFFa",
        "\u00A0",
        "日本語",
        "🤖",
        "\u0001\u007F",
        "None",
        "C:\\x\\",
        "..",
    ];

    private static readonly Gen<char> Letter = Gen.OneOf(
        Gen.Char["abcXYZ019 _-.:,'\"#{}[]&*!|>%@`=~?\\/\n\r\t"],
        Gen.Char['\0', '\uD7FF'],
        Gen.Char['\uE000', '\uFFFF']
    );

    private static readonly Gen<string> Any = Gen.Frequency(
        (1, Gen.OneOf(Odd)),
        (2, Letter.Array[0, 12].Select(letters => new string(letters)))
    );

    /// <summary>A text that is not blank.</summary>
    public static Gen<string> Text { get; } = Any.Where(text => !string.IsNullOrWhiteSpace(text));

    private static Gen<ImmutableArray<string>> Texts(int least) =>
        Text.Array[least, 3].Select(texts => texts.ToImmutableArray());

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Long.Select(number => number.ToString()),
        Gen.Double.Where(double.IsFinite).Select(number => number.ToString("R")),
        Gen.OneOf("-0", "1e400", "0.10", "123456789012345678901234567890", "1E-7")
    );

    private static Gen<JsonNode?> Json(int depth)
    {
        var leaf = Gen.Frequency(
            (1, Gen.Const((JsonNode?)null)),
            (1, Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag))),
            (2, Number.Select(number => (JsonNode?)JsonNode.Parse(number))),
            (4, Any.Select(text => (JsonNode?)JsonValue.Create(text)))
        );
        return depth == 0
            ? leaf
            : Gen.Frequency(
                (4, leaf),
                (1, Json(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(Copy)]))),
                (1, Object(depth - 1).Select(given => (JsonNode?)given))
            );
    }

    private static Gen<JsonObject> Object(int depth) =>
        Gen.Dictionary(Any.Where(key => !IsSecret(key)), Json(depth))[0, 3]
            .Select(members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Copy(member.Value)))
            ));

    private static Gen<ImmutableSortedDictionary<string, JsonElement>> Elements(
        Gen<string> keys,
        Gen<JsonNode?> values
    ) =>
        Gen.Dictionary(keys, values)[0, 3]
            .Select(entries =>
                entries.ToImmutableSortedDictionary(
                    entry => entry.Key,
                    entry => JsonElement.Parse(entry.Value?.ToJsonString() ?? "null"),
                    StringComparer.Ordinal
                )
            );

    // Keys have one spelling, and arguments that are none are left out.
    private static readonly Gen<ImmutableSortedDictionary<string, JsonElement>> ModelArgs = Elements(
        Any.Select(key => key.Trim().Replace('-', '_').ToLowerInvariant())
            .Where(key => key is not ("precision" or "dtype" or "torch_dtype")),
        Json(2).Where(value => value is not null && value.ToJsonString() is not ("\"None\"" or "\"none\""))
    );

    private static readonly Gen<ImmutableSortedDictionary<string, JsonElement>> DatasetArgs = Elements(
        Any.Where(key => !key.Contains('.')),
        Object(2).Select(given => (JsonNode?)given)
    );

    private static readonly Gen<GenerationOptions> Generation =
        from most in Gen.Nullable(Gen.Int[1, int.MaxValue])
        from temperature in Gen.Nullable(Gen.Double[0, 5])
        from top in Gen.Nullable(Gen.Double.Unit)
        from topK in Gen.Nullable(Gen.Int[1, int.MaxValue])
        from min in Gen.Nullable(Gen.Double.Unit)
        from penalties in Gen.Nullable(Gen.Double[-2, 2]).Array[2]
        from repetition in Gen.Nullable(Gen.Double[0, 0.99])
        from seed in Gen.Nullable(Gen.Long)
        from stop in Any.Where(text => text.Length > 0).Array[0, 3]
        from extra in Elements(
            Gen.OneOf(Any, Gen.OneOf("stream", "n", "temperature", "Max-Tokens", "extra_body", "logprobs")),
            Json(2)
        )
        select new GenerationOptions
        {
            MaxTokens = most,
            Temperature = temperature,
            TopP = top,
            TopK = topK,
            MinP = min,
            PresencePenalty = penalties[0],
            FrequencyPenalty = penalties[1],
            RepetitionPenalty = repetition,
            Seed = seed,
            Stop = [.. stop],
            Extra = extra,
        };

    private static readonly Gen<TimeSpan> Duration = Gen.Long[TimeSpan.TicksPerMillisecond, TimeSpan.FromDays(7).Ticks]
        .Select(TimeSpan.FromTicks);

    /// <summary>Any plan, without what concerns one start of a run only.</summary>
    public static Gen<EvalPlan> Plan { get; } =
        from models in Texts(0)
        from datasets in Texts(1)
        from template in Gen.Null(Gen.OneOf(TemplateTypes.Names.ToArray()))
        from type in Gen.Null(Gen.OneOf("openai_api", "llm_ckpt", "mock_llm", "custom"))
        from url in Gen.Null(Gen.OneOf("http://127.0.0.1:8000/v1", "https://host/v1?x=1#y", "http://[::1]:80/v1"))
        from modelArgs in ModelArgs
        from datasetArgs in DatasetArgs
        from generation in Generation
        from hub in Gen.OneOf("ModelScope", "HuggingFace", "Local")
        from paths in Gen.Null(Text).Array[4]
        from outputs in Text
        from limit in Gen.Nullable(Gen.OneOf(Gen.Double[0.001, 0.999], Gen.Int[1, int.MaxValue].Select(n => (double)n)))
        from numbers in Gen.Int.Array[2]
        from shuffled in Gen.Bool
        from repeats in Gen.Int[1, int.MaxValue]
        from stage in Gen.Enum<Stage>()
        from cache in Gen.OneOf(null, "true", "false")
        from flags in Gen.Bool.Array[3]
        from batch in Gen.Nullable(Gen.Int[1, int.MaxValue])
        from timeout in Gen.Nullable(Duration)
        from delay in Duration
        from retries in Gen.Int[0, 1000]
        from failed in Gen.Double.Unit
        select new EvalPlan
        {
            Models = models,
            Datasets = datasets,
            TemplateType = template,
            EvalType = type,
            ApiUrl = url,
            ModelArgs = modelArgs,
            DatasetArgs = datasetArgs,
            Generation = generation,
            DatasetHub = hub,
            DatasetDir = paths[0],
            WorkDir = paths[1],
            Targets = paths[2],
            ChatTemplate = paths[3],
            Outputs = outputs,
            Limit = limit,
            Seed = numbers[0],
            Shuffle = shuffled ? numbers[1] : null,
            Repeats = repeats,
            Stage = stage,
            UseCache = cache,
            MemCache = flags[0],
            NoCache = flags[1],
            Stream = flags[2],
            BatchSize = batch,
            Timeout = timeout,
            RetryDelay = delay,
            MaxRetries = retries,
            MaxFailed = failed,
        };

    private static bool IsSecret(string key) => Assay.Plans.Secrets.IsName(key);

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
