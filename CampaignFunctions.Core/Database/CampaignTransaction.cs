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
    // Savepoints of one name are a stack: the latest is the one meant.
    private const string Part = "part";

    private readonly CampaignDb db;
    private readonly IDbContextTransaction transaction;
    private readonly CampaignTransaction? larger;
    private readonly List<Func<Task>> afterCommit = [];
    private readonly List<Func<Task>> ifUndone = [];
    private bool isOver;

    private CampaignTransaction(CampaignDb db, IDbContextTransaction transaction, CampaignTransaction? larger)
    {
        this.db = db;
        this.transaction = transaction;
        this.larger = larger;
        db.Transaction = this;
    }

    public static async Task<CampaignTransaction> BeginAsync(CampaignDb db, IsolationLevel isolation, CancellationToken cancellation)
    {
        if (db.Transaction is not { } open)
            return new CampaignTransaction(db, await db.Database.BeginTransactionAsync(isolation, cancellation), larger: null);

        await open.transaction.CreateSavepointAsync(Part, cancellation);
        return new CampaignTransaction(db, open.transaction, open);
    }

    /// <summary>
    /// Does this once the whole is committed. When the answer to a commit is lost nobody knows what became of it, and neither
    /// this is done nor what <see cref="IfUndone"/> was told.
    /// </summary>
    public void AfterCommit(Func<Task> action) => afterCommit.Add(action);

    /// <summary>Does this when nothing came of it: it, or a larger one it is part of, was undone.</summary>
    public void IfUndone(Func<Task> action) => ifUndone.Add(action);

    public async Task CommitAsync(CancellationToken cancellation)
    {
        End();
        if (larger is not null)
        {
            // What becomes of it is what becomes of the larger one, whether or not this is answered.
            larger.afterCommit.AddRange(afterCommit);
            larger.ifUndone.AddRange(ifUndone);
            await transaction.ReleaseSavepointAsync(Part, cancellation);
            return;
        }

        await transaction.CommitAsync(cancellation);
        await DoAsync(afterCommit);
    }

    public async Task RollbackAsync(CancellationToken cancellation)
    {
        End();
        try
        {
            if (larger is null)
            {
                await transaction.RollbackAsync(cancellation);
                return;
            }

            await transaction.RollbackToSavepointAsync(Part, cancellation);
            await transaction.ReleaseSavepointAsync(Part, cancellation);
        }
        finally
        {
            await DoAsync(ifUndone);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!isOver)
                await RollbackAsync(CancellationToken.None);
        }
        catch (Exception) when (db.Database.GetDbConnection().State is not ConnectionState.Open)
        {
            // The connection is lost, and all that was not committed with it. What broke it is on its way to the caller, who
            // would hear of this instead.
        }
        finally
        {
            if (larger is null)
                await transaction.DisposeAsync();
        }
    }

    private void End()
    {
        isOver = true;
        db.Transaction = larger;
    }

    private static async Task DoAsync(List<Func<Task>> actions)
    {
        foreach (var action in actions)
            await action();
    }
}

internal static class CampaignTransactions
{
    /// <summary>Begins a transaction, or a part of the one that is open.</summary>
    public static Task<CampaignTransaction> BeginAsync(this CampaignDb db, CancellationToken cancellation, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        CampaignTransaction.BeginAsync(db, isolation, cancellation);
}
