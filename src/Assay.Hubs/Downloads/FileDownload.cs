using Assay.Hubs.Clients;
using Polly;

namespace Assay.Hubs.Downloads;

/// <summary>
/// Downloads one file: goes on where an earlier attempt stopped, checks size and digest, and only then makes it visible. A connection
/// that breaks after it got further is no failure; one that does not get further is tried again a few times.
/// </summary>
internal sealed class FileDownload(
    IHubClient client,
    SnapshotStore store,
    HubRepository repository,
    string commit,
    ResiliencePipeline retries,
    HubSettings settings,
    Action<DownloadEvent> tell
)
{
    private const int BufferSize = 1 << 17;
    private const int LeastProgress = 1 << 16;
    private const int MostBeginnings = 20;
    private const int MostDamaged = 2;

    private int beginnings;

    /// <summary>Makes sure that the file is in the cache.</summary>
    /// <exception cref="InputException">It arrives damaged, or is not to be had.</exception>
    /// <exception cref="HubException">The hub fails again and again.</exception>
    public async Task FetchAsync(HubFile file, CancellationToken cancellationToken)
    {
        var target = store.FileOf(commit, file);
        var partPath = store.PartOf(commit, file);
        if (await KnownFile.CopyAsync(store.Elsewhere(file), file, partPath + ".copy", target, cancellationToken))
        {
            tell(new BytesArrived(file.Path, file.Size ?? 0));
            tell(new FileArrived(file.Path));
            return;
        }
        using var part = await PartFile.OpenAsync(partPath, file, cancellationToken);
        tell(new BytesArrived(file.Path, part.Length));
        for (var damaged = 1; ; damaged++)
        {
            await CompleteAsync(part, file, cancellationToken);
            if (part.IsRight())
            {
                part.MoveTo(target);
                tell(new FileArrived(file.Path));
                return;
            }
            Begin(part, file, etag: null);
            if (damaged == MostDamaged)
            {
                throw new InputException(
                    $"{file.Path} arrives damaged: its {file.Digest!.Name} is not the one that the hub lists",
                    $"{repository} at {client.Address}",
                    "nothing of it is kept: try again later, or another mirror"
                );
            }
            tell(new DownloadRetried($"{file.Path} arrived damaged", TimeSpan.Zero));
        }
    }

    private async Task CompleteAsync(PartFile part, HubFile file, CancellationToken cancellationToken)
    {
        beginnings = 0;
        while (!await retries.ExecuteAsync(token => new ValueTask<bool>(AttemptAsync(token)), cancellationToken)) { }

        async Task<bool> AttemptAsync(CancellationToken token)
        {
            var before = part.Length;
            try
            {
                await TransferAsync(part, file, token);
                return true;
            }
            catch (HubException) when (part.Length - before >= LeastProgress && beginnings < MostBeginnings)
            {
                return false;
            }
        }
    }

    private async Task TransferAsync(PartFile part, HubFile file, CancellationToken cancellationToken)
    {
        if (part.Length == file.Size)
        {
            return;
        }
        using var body = await client.OpenAsync(
            repository,
            commit,
            file.Path,
            part.Length,
            part.ETag,
            cancellationToken
        );
        var size = file.Size ?? body.Size;
        if (body.Size is { } said && said != size)
        {
            Begin(part, file, etag: null);
            throw new HubException($"{client.Address} sends {file.Path} with {said:N0} bytes where it lists {size:N0}");
        }
        if (body.Offset == 0)
        {
            Begin(part, file, body.ETag);
        }
        else if (body.Offset != part.Length)
        {
            Begin(part, file, etag: null);
            throw new HubException($"{client.Address} sends another part of {file.Path} than it was asked for");
        }
        await CopyAsync(body, part, file, size, cancellationToken);
        if (size is { } whole && part.Length < whole)
        {
            throw new HubException($"{client.Address} ends {file.Path} after {part.Length:N0} of {whole:N0} bytes");
        }
    }

    private async Task CopyAsync(
        HubBody body,
        PartFile part,
        HubFile file,
        long? size,
        CancellationToken cancellationToken
    )
    {
        using var silence = new Silence(settings, cancellationToken);
        var buffer = new byte[BufferSize];
        while (await ReadAsync() is var read and > 0)
        {
            silence.Heard();
            if (part.Length + read > (size ?? ListedFiles.LargestFile))
            {
                Begin(part, file, etag: null);
                throw new HubException($"{client.Address} sends more of {file.Path} than {size:N0} bytes");
            }
            await part.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            tell(new BytesArrived(file.Path, read));
        }

        async Task<int> ReadAsync()
        {
            try
            {
                return await body.Stream.ReadAsync(buffer, silence.Token);
            }
            catch (Exception e) when (silence.Explains(e))
            {
                throw silence.Broken(client.Address, e);
            }
        }
    }

    private void Begin(PartFile part, HubFile file, string? etag)
    {
        if (part.Length > 0)
        {
            tell(new BytesArrived(file.Path, -part.Length));
        }
        part.Begin(etag);
        // A server that lets every attempt begin anew would never come to an end.
        beginnings++;
    }
}
