using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Assay.Testing;

/// <summary>What a request to a <see cref="LoopbackHub"/> asks for: a file, a listing, or (with neither) nothing there is.</summary>
internal sealed partial record HubRoute(
    HubContent? Content = null,
    HubContentFile? File = null,
    Func<LoopbackHub, HttpContext, string>? Listing = null
)
{
    private static readonly HubRoute Nothing = new();

    public static HubRoute Of(HttpRequest request, IReadOnlyDictionary<string, HubContent> contents)
    {
        var path = request.Path.Value!;
        var (kind, id) = ("", "");
        bool Is(Regex pattern, out Match match)
        {
            match = pattern.Match(path);
            kind = match.Groups["kind"].Value is { Length: > 0 } named ? named : "models";
            id = match.Groups["id"].Value;
            return match.Success && contents.ContainsKey($"{kind}/{id}");
        }
        if (Is(ModelScopeListing(), out _))
        {
            var found = contents[$"{kind}/{id}"];
            return new(found, Listing: (hub, context) => HubAnswers.ModelScope(hub, context, found, kind));
        }
        if (Is(ModelScopeFile(), out _))
        {
            return FileOf(contents[$"{kind}/{id}"], request.Query["FilePath"].ToString());
        }
        if (Is(HuggingFaceRevision(), out var revision))
        {
            var found = contents[$"{kind}/{id}"];
            return revision.Groups["rev"].Value is var name && (name == "main" || name == found.Commit)
                ? new(found, Listing: (_, _) => $$"""{"id": "{{id}}", "sha": "{{found.Commit}}", "siblings": []}""")
                : Nothing;
        }
        if (Is(HuggingFaceTree(), out _))
        {
            var found = contents[$"{kind}/{id}"];
            return new(found, Listing: (hub, context) => HubAnswers.HuggingFace(hub, context, found));
        }
        return Is(Resolve(), out var resolve)
            ? FileOf(contents[$"{kind}/{id}"], resolve.Groups["path"].Value)
            : Nothing;
    }

    private static HubRoute FileOf(HubContent content, string path) =>
        content.Files.FirstOrDefault(file => file.Path == path) is { } file ? new(content, file) : Nothing;

    [GeneratedRegex(
        "^/api/v1/(?<kind>models|datasets)/(?<id>[^/]+/[^/]+)/repo/(files|tree)$",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex ModelScopeListing();

    [GeneratedRegex("^/api/v1/(?<kind>models|datasets)/(?<id>[^/]+/[^/]+)/repo$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ModelScopeFile();

    [GeneratedRegex(
        "^/api/(?<kind>models|datasets)/(?<id>[^/]+/[^/]+)/revision/(?<rev>[^/]+)$",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex HuggingFaceRevision();

    [GeneratedRegex(
        "^/api/(?<kind>models|datasets)/(?<id>[^/]+/[^/]+)/tree/[^/]+$",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex HuggingFaceTree();

    [GeneratedRegex(
        "^/((?<kind>datasets)/)?(?<id>[^/]+/[^/]+)/resolve/[^/]+/(?<path>.+)$",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Resolve();
}
