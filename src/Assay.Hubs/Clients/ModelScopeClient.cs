using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Assay.Repositories;

namespace Assay.Hubs.Clients;

/// <summary>
/// The API of modelscope.cn: <c>/api/v1/models/ID/repo/files</c> and <c>/api/v1/datasets/ID/repo/tree</c> list, <c>…/repo?FilePath=</c>
/// downloads (modelscope: <c>hub/api.py</c>, <c>hub/file_download.py</c>). Files have SHA-256 digests; a repository has no commit of its own
/// in the listing, so one is made of the digests.
/// </summary>
internal sealed class ModelScopeClient : IHubClient, IDisposable
{
    private const int PageSize = 100;
    private const int MostPages = 2_000;
    private const int CommitLength = 40;

    private readonly HubConnection hub;

    public ModelScopeClient(HubSettings settings) =>
        hub = new HubConnection(
            Hub.ModelScope,
            settings.ModelScope,
            settings,
            settings.ModelScopeToken is { } token ? request => Authorise(request, token) : null
        );

    /// <inheritdoc/>
    public string Address => hub.Address;

    /// <inheritdoc/>
    public async Task<HubListing> ListAsync(HubRepository repository, CancellationToken cancellationToken)
    {
        var files = new ListedFiles(repository);
        var revision = Uri.EscapeDataString(repository.Revision);
        if (repository.Kind is RepositoryKind.Model)
        {
            var uri = hub.At($"/api/v1/models/{repository.Id}/repo/files?Revision={revision}&Recursive=true");
            Add(await PageAsync(repository, uri, cancellationToken), files);
        }
        else
        {
            await ListDatasetAsync(repository, revision, files, cancellationToken);
        }
        var sorted = files.Sorted();
        return new HubListing(CommitOf(sorted), sorted);
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
        var (kind, source) = repository.Kind is RepositoryKind.Model ? ("models", "") : ("datasets", "Source=SDK&");
        var query =
            $"{source}Revision={Uri.EscapeDataString(repository.Revision)}&FilePath={Uri.EscapeDataString(path)}";
        return hub.OpenAsync(
            repository,
            path,
            hub.At($"/api/v1/{kind}/{repository.Id}/repo?{query}"),
            offset,
            etag,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public void Dispose() => hub.Dispose();

    private async Task ListDatasetAsync(
        HubRepository repository,
        string revision,
        ListedFiles files,
        CancellationToken cancellationToken
    )
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var before = files.Count;
            var entries = await PageAsync(
                repository,
                hub.At(
                    $"/api/v1/datasets/{repository.Id}/repo/tree?Revision={revision}&Root=%2F&Recursive=true"
                        + $"&PageNumber={page}&PageSize={PageSize}"
                ),
                cancellationToken
            );
            Add(entries, files);
            // A server that knows no pages sends everything again.
            if (entries.Count < PageSize || (files.Count == before && entries.Exists(IsFile)))
            {
                return;
            }
        }
        throw new HubException($"{hub.Address} lists {repository} without end");
    }

    private async Task<List<ModelScopeEntry>> PageAsync(
        HubRepository repository,
        Uri uri,
        CancellationToken cancellationToken
    )
    {
        var (answer, _) = await hub.GetJsonAsync(repository, uri, HubJson.Default.ModelScopeAnswer, cancellationToken);
        return answer is { Code: 200, Success: not false } && answer.Data?.Files is { } files
            ? files
            : throw new InputException(
                $"{repository} cannot be listed (code {answer.Code})",
                hub.Address,
                "check the name and the revision"
            );
    }

    private static void Add(List<ModelScopeEntry> entries, ListedFiles files)
    {
        foreach (var entry in entries.Where(IsFile))
        {
            files.Add(entry.Path, entry.Size, FileDigest.Parse(DigestKind.Sha256, entry.Sha256));
        }
    }

    private static bool IsFile(ModelScopeEntry entry) => entry.Type is not "tree";

    private static string CommitOf(IEnumerable<HubFile> files)
    {
        var text = string.Join('\n', files.Select(file => $"{file.Path}\t{file.Size}\t{file.Digest?.Hex}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..CommitLength];
    }

    // Its own client sends the token as the cookie of a session; its newer interfaces take the usual header.
    private static void Authorise(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Cookie", $"m_session_id={token}");
    }
}
