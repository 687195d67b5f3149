using System.Collections.Concurrent;
using Assay.Sandbox;

namespace Assay.Code.Conversation;

/// <summary>Programs that serve one after the other, as many as were ever needed at once. One that failed is not used again.</summary>
/// <param name="start">Starts one.</param>
internal sealed class ResidentPrograms(Func<CancellationToken, Task<RunningProgram>> start) : IAsyncDisposable
{
    private readonly ConcurrentBag<RunningProgram> idle = [];

    /// <summary>Lends a program.</summary>
    public async Task<Loan> TakeAsync(CancellationToken cancellationToken) =>
        new(this, idle.TryTake(out var program) ? program : await start(cancellationToken).ConfigureAwait(false));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in idle)
        {
            await program.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A program in use: kept for the next if it was said to be whole, else ended.</summary>
    internal sealed class Loan(ResidentPrograms owner, RunningProgram program) : IAsyncDisposable
    {
        public RunningProgram Program => program;

        /// <summary>Whether it has done its work to the end and waits for more.</summary>
        public bool IsWhole { get; set; }

        public async ValueTask DisposeAsync()
        {
            if (IsWhole)
            {
                owner.idle.Add(program);
            }
            else
            {
                await program.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
