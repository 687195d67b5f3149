using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Assay.Testing;

/// <summary>What the two hubs say about a repository.</summary>
internal static class HubAnswers
{
    /// <summary>A page of the tree, with the address of the next in a header.</summary>
    public static string HuggingFace(LoopbackHub hub, HttpContext context, HubContent content)
    {
        var begin = int.TryParse(context.Request.Query["cursor"], CultureInfo.InvariantCulture, out var at) ? at : 0;
        var end = Math.Min(content.Files.Length, begin + hub.PageSize);
        if (end < content.Files.Length)
        {
            // Mirrors hand on the address of the hub itself.
            context.Response.Headers["Link"] =
                $"<https://huggingface.co{context.Request.Path}?recursive=true&cursor={end}>; rel=\"next\"";
        }
        return JsonSerializer.Serialize(
            content
                .Files[begin..end]
                .Select(file => new
                {
                    type = "file",
                    path = file.Path,
                    size = file.Bytes.Length,
                    oid = hub.TellsDigests ? file.GitBlob : null,
                    lfs = file.Bytes.Length >= hub.LargeFrom && hub.TellsDigests
                        ? new { oid = file.Sha256, size = file.Bytes.Length }
                        : null,
                })
                .Cast<object>()
                .Append(
                    new
                    {
                        type = "directory",
                        path = "folder",
                        size = 0,
                    }
                )
        );
    }

    /// <summary>A page of a data set, or all files of a model.</summary>
    public static string ModelScope(LoopbackHub hub, HttpContext context, HubContent content, string kind)
    {
        var files = content.Files.AsEnumerable();
        if (kind == "datasets")
        {
            var size = Number(context, "PageSize");
            files = files.Skip((Number(context, "PageNumber") - 1) * size).Take(size);
        }
        return JsonSerializer.Serialize(
            new
            {
                Code = 200,
                Success = true,
                Message = "success",
                RequestId = "1",
                Data = new
                {
                    Files = files.Select(file => new
                    {
                        Name = file.Path.Split('/')[^1],
                        file.Path,
                        Type = "blob",
                        Size = file.Bytes.Length,
                        Sha256 = hub.TellsDigests ? file.Sha256 : "",
                        Revision = "0a1b2c3",
                    }),
                },
            }
        );
    }

    /// <summary>To the content network, whose addresses are signed.</summary>
    public static void Redirect(HttpContext context, HubContentFile file, HubContent content, string contentUrl)
    {
        var response = context.Response;
        response.StatusCode = 302;
        response.Headers["X-Repo-Commit"] = content.Commit;
        response.Headers["X-Linked-Etag"] = file.ETag;
        response.Headers["X-Linked-Size"] = file.Bytes.Length.ToString(CultureInfo.InvariantCulture);
        response.Headers.Location =
            contentUrl
            + context.Request.Path.ToUriComponent()
            + context.Request.QueryString
            + (context.Request.QueryString.HasValue ? "&" : "?")
            + "Signature=secret";
    }

    private static int Number(HttpContext context, string key) =>
        int.Parse(context.Request.Query[key].ToString(), CultureInfo.InvariantCulture);
}
