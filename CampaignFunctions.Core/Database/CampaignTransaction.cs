using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// What is committed as a whole or not at all. Begun while another is open it is a part of that one (a savepoint): it can be
/// undone alone, and is committed with the whole. What is not committed when it is disposed of is undone.
/// </summary>
internal sealed class CampaignTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction whole;
    private readonly string? savepoint;
    private bool isOver;

    private CampaignTransaction(IDbContextTransaction transaction, string? part)
    {
        whole = transaction;
        savepoint = part;
    }

    public static async Task<CampaignTransaction> BeginAsync(CampaignDb db, IsolationLevel isolation, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is not { } open)
            return new CampaignTransaction(await db.Database.BeginTransactionAsync(isolation, cancellation), part: null);

        // Savepoints of one name are a stack: the latest is the one meant.
        const string Part = "part";
        await open.CreateSavepointAsync(Part, cancellation);
        return new CampaignTransaction(open, Part);
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        isOver = true;
        if (savepoint is null)
            await whole.CommitAsync(cancellation);
        else
            await whole.ReleaseSavepointAsync(savepoint, cancellation);
    }

    public async Task RollbackAsync(CancellationToken cancellation)
    {
        isOver = true;
        if (savepoint is null)
        {
            await whole.RollbackAsync(cancellation);
            return;
        }

        await whole.RollbackToSavepointAsync(savepoint, cancellation);
        await whole.ReleaseSavepointAsync(savepoint, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (savepoint is null)
            await whole.DisposeAsync();
        else if (!isOver)
            await RollbackAsync(CancellationToken.None);
    }
}

internal static class CampaignTransactions
{
    /// <summary>Begins a transaction, or a part of the one that is open.</summary>
    public static Task<CampaignTransaction> BeginAsync(this CampaignDb db, CancellationToken cancellation, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        CampaignTransaction.BeginAsync(db, isolation, cancellation);
}
