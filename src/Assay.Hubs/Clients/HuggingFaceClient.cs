using System.Net.Http.Headers;
using Assay.Repositories;

namespace Assay.Hubs.Clients;

/// <summary>
/// The Hub API of huggingface.co and its mirrors: <c>/api/{models|datasets}/ID/revision/REV</c> for the commit,
/// <c>/tree/COMMIT?recursive=true</c> for the files, page by page (<c>Link: …; rel="next"</c>), <c>/resolve/COMMIT/PATH</c> for their bytes
/// (huggingface_hub: <c>hf_api.py</c>, <c>file_download.py</c>).
/// </summary>
internal sealed class HuggingFaceClient : IHubClient, IDisposable
{
    private const int MostPages = 1_000;

    private readonly HubConnection hub;

    public HuggingFaceClient(HubSettings settings) =>
        hub = new HubConnection(
            Hub.HuggingFace,
            settings.HuggingFace,
            settings,
            settings.HuggingFaceToken is { } token
                ? request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token)
                : null
        );

    /// <inheritdoc/>
    public string Address => hub.Address;

    /// <inheritdoc/>
    public async Task<HubListing> ListAsync(HubRepository repository, CancellationToken cancellationToken)
    {
        var api = $"/api/{Kind(repository)}/{repository.Id}";
        var revision = Uri.EscapeDataString(repository.Revision);
        var (head, _) = await hub.GetJsonAsync(
            repository,
            hub.At($"{api}/revision/{revision}"),
            HubJson.Default.HuggingFaceRevision,
            cancellationToken
        );
        var commit =
            head.Sha is { Length: >= 7 and <= 64 } sha && sha.All(char.IsAsciiLetterOrDigit)
                ? sha
                : throw new HubException($"{hub.Address} names no commit of {repository}");
        var files = new ListedFiles(repository);
        var next = hub.At($"{api}/tree/{commit}?recursive=true");
        for (var page = 0; next is not null; page++)
        {
            if (page == MostPages)
            {
                throw new HubException($"{hub.Address} lists {repository} without end");
            }
            var (entries, headers) = await hub.GetJsonAsync(
                repository,
                next,
                HubJson.Default.ListHuggingFaceEntry,
                cancellationToken
            );
            foreach (var entry in entries.Where(entry => entry.Type is "file"))
            {
                files.Add(
                    entry.Path,
                    entry.Lfs?.Size ?? entry.Size,
                    entry.Lfs is { } lfs
                        ? FileDigest.Parse(DigestKind.Sha256, lfs.Oid)
                        : FileDigest.Parse(DigestKind.GitBlob, entry.Oid)
                );
            }
            // A mirror may hand on the hub's own address: only where the next page begins is taken from it.
            next = NextPage(headers) is { } query ? hub.At($"{api}/tree/{commit}{query}") : null;
        }
        return new HubListing(commit, files.Sorted());
    }

    /// <inheritdoc/>
    public Task<HubBody> OpenAsync(
        HubRepository repository,
        string commit,
        string path,
        long offset,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var prefix = repository.Kind is RepositoryKind.Dataset ? "/datasets" : "";
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return hub.OpenAsync(
            repository,
            path,
            hub.At($"{prefix}/{repository.Id}/resolve/{commit}/{escaped}"),
            offset,
            etag,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public void Dispose() => hub.Dispose();

    private static string Kind(HubRepository repository) =>
        repository.Kind is RepositoryKind.Model ? "models" : "datasets";

    private string? NextPage(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Link", out var links))
        {
            return null;
        }
        var link = string.Join(',', links)
            .Split(',')
            .FirstOrDefault(part => part.Contains("rel=\"next\"", StringComparison.Ordinal));
        var (begin, end) = (link?.IndexOf('<') ?? -1, link?.IndexOf('>') ?? -1);
        return begin >= 0 && end > begin && Uri.TryCreate(hub.At("/"), link![(begin + 1)..end], out var address)
            ? address.Query
            : null;
    }
}
