using System.Collections.Immutable;
using System.Text.Json;
using Assay.Models;

namespace Assay.Plans;

/// <summary>
/// Reads and writes <c>generation_config</c>, under the names of Hugging Face's <c>GenerationConfig</c> and of the OpenAI API. Null
/// means "the server's own".
/// </summary>
internal static class GenerationConfig
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["max_new_tokens"] = "max_tokens",
        ["num_return_sequences"] = "n",
    };

    /// <summary>Keys that are keys of the plan as well, and are kept there.</summary>
    private static readonly Dictionary<string, string> OfThePlan = new(StringComparer.Ordinal)
    {
        ["n"] = "repeats",
        ["timeout"] = "timeout",
        ["stream"] = "stream",
    };

    private static readonly string[] Known =
    [
        "do_sample",
        "temperature",
        "top_p",
        "top_k",
        "min_p",
        "max_tokens",
        "max_length",
        "num_beams",
        "repetition_penalty",
        "presence_penalty",
        "frequency_penalty",
        "stop",
        "seed",
        "extra_body",
    ];

    /// <summary>Each key in one spelling, and keys of the plan in their own place.</summary>
    /// <exception cref="InputException">A key twice, or a secret.</exception>
    public static IEnumerable<(string Key, PlanNode Value)> Unfold(PlanValue value)
    {
        var given = value.Object();
        Secrets.Refuse(given);
        var members = new PlanNode.MemberList(given.Place);
        var elsewhere = new List<(string Key, PlanNode Value)>();
        foreach (var (key, place, setting) in given.Members)
        {
            var name = Canonical(key);
            if (!OfThePlan.TryGetValue(name, out var planKey))
            {
                members.Add(name, place, setting);
            }
            else if (setting is not PlanNode.Null)
            {
                elsewhere.Add((planKey, setting));
            }
        }
        return elsewhere.Prepend((value.Key, members.ToObject()));
    }

    /// <summary>
    /// One configuration over another, key by key. A temperature goes before the other's <c>do_sample</c>, which would take it away
    /// again.
    /// </summary>
    public static PlanNode.Object Over(PlanNode.Object upper, PlanNode.Object lower)
    {
        if (upper["temperature"] is not null && upper["do_sample"] is null)
        {
            lower = lower with { Members = lower.Members.RemoveAll(member => member.Key == "do_sample") };
        }
        return PlanSettings.Merge(upper, lower);
    }

    /// <summary>The options that a configuration means.</summary>
    /// <exception cref="InputException">A value of the wrong type or out of range.</exception>
    public static GenerationOptions Read(PlanValue config)
    {
        var given = config.Object();
        var samples = Get("do_sample") is { } flag ? flag.Flag() : (bool?)null;
        var defaults = new GenerationOptions();
        CheckBeams(Get("num_beams"));
        // As in transformers, max_new_tokens goes before max_length; alone, it bounds the answer, which cannot be longer.
        var length = Get("max_length")?.Whole(least: 1);
        // What shapes sampling is nothing to greedy decoding, and many servers refuse what they do not know.
        var greedy = samples is false;
        return new GenerationOptions
        {
            MaxTokens = given["max_tokens"] is null ? length ?? defaults.MaxTokens : Get("max_tokens")?.Whole(least: 1),
            Temperature =
                greedy ? 0
                : given["temperature"] is not null ? Get("temperature")?.Number(least: 0)
                : samples is true ? null
                : defaults.Temperature,
            TopP = greedy ? null : Get("top_p")?.Number(least: 0, most: 1),
            // Hugging Face writes 0 for "all tokens", vLLM -1.
            TopK = greedy || Get("top_k")?.Whole(least: -1) is not (> 0 and var topK) ? null : topK,
            MinP = greedy ? null : Get("min_p")?.Number(least: 0, most: 1),
            // 1 changes nothing, and need not be known to the server.
            RepetitionPenalty =
                Get("repetition_penalty")?.Number(least: 0) is not { } penalty || penalty == 1 ? null : penalty,
            PresencePenalty = Get("presence_penalty")?.Number(),
            FrequencyPenalty = Get("frequency_penalty")?.Number(),
            Seed = Get("seed")?.Whole(long.MinValue, long.MaxValue),
            Stop = Stop(Get("stop")),
            Extra = Extra(given, Get("extra_body")),
        };

        PlanValue? Get(string key) => given[key] is { } node and not PlanNode.Null ? new PlanValue(key, node) : null;
    }

    /// <summary>The configuration that <see cref="Read"/> reads as these options.</summary>
    public static PlanNode Write(GenerationOptions options)
    {
        var members = ImmutableArray.CreateBuilder<PlanNode.Member>();
        // These two have defaults of their own, so that null must be written.
        Add("max_tokens", Written.Number(options.MaxTokens) ?? new PlanNode.Null(""));
        Add("temperature", Written.Number(options.Temperature) ?? new PlanNode.Null(""));
        Add("top_p", Written.Number(options.TopP));
        Add("top_k", Written.Number(options.TopK));
        Add("min_p", Written.Number(options.MinP));
        Add("repetition_penalty", Written.Number(options.RepetitionPenalty));
        Add("presence_penalty", Written.Number(options.PresencePenalty));
        Add("frequency_penalty", Written.Number(options.FrequencyPenalty));
        Add("seed", Written.Number(options.Seed));
        Add("stop", options.Stop.IsDefaultOrEmpty ? null : Written.Texts(options.Stop));
        var extra = Written.Object(options.Extra).Members;
        members.AddRange(extra.Where(member => !IsOurs(member.Key)));
        if (extra.Where(member => IsOurs(member.Key)).ToImmutableArray() is { IsEmpty: false } ours)
        {
            Add("extra_body", new PlanNode.Object(ours, ""));
        }
        return new PlanNode.Object(members.ToImmutable(), "");

        void Add(string key, PlanNode? node)
        {
            if (node is not null)
            {
                members.Add(new PlanNode.Member(key, "", node));
            }
        }
    }

    private static string Canonical(string key)
    {
        var name = PlanKeys.Canonical(key);
        name = Aliases.GetValueOrDefault(name, name);
        // What goes to the server as it is keeps its spelling.
        return Known.Contains(name, StringComparer.Ordinal) || OfThePlan.ContainsKey(name) ? name : key;
    }

    private static bool IsOurs(string key) =>
        Canonical(key) is var name && (Known.Contains(name, StringComparer.Ordinal) || OfThePlan.ContainsKey(name));

    private static void CheckBeams(PlanValue? beams)
    {
        if (beams?.Whole(least: 1) > 1)
        {
            throw beams.Value.Wrong("is above 1, and beams are not searched", "write 1, or leave it out");
        }
    }

    private static ImmutableArray<string> Stop(PlanValue? stop) =>
        stop?.Node switch
        {
            null => [],
            PlanNode.List list => [.. list.Items.Select(item => StopText(stop.Value, item))],
            var node => [StopText(stop.Value, node)],
        };

    private static string StopText(PlanValue stop, PlanNode node) =>
        node switch
        {
            PlanNode.TextNode { Value.Length: > 0 } text => text.Value,
            PlanNode.Number number => number.Raw,
            _ => throw (stop with { Node = node }).Wrong(
                $"is {node.Show()}, not a text",
                """write "\n", or ["a", "b"]"""
            ),
        };

    private static ImmutableSortedDictionary<string, JsonElement> Extra(PlanNode.Object given, PlanValue? body)
    {
        var members = given.Members.Where(member => !IsOurs(member.Key)).Concat(body?.Object().Members ?? []);
        var all = new PlanNode.MemberList(given.Place);
        foreach (var member in members)
        {
            all.Add(member.Key, member.KeyPlace, member.Value);
        }
        return all.ToObject()
            .Members.ToImmutableSortedDictionary(
                member => member.Key,
                member => member.Value.ToJson(),
                StringComparer.Ordinal
            );
    }
}
