using System.Net.Sockets;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>
/// A wire to PostgreSQL that can stand still at the one moment which counts: the transaction is committed, and whoever asked
/// for it has not heard of it (https://www.postgresql.org/docs/current/protocol-message-formats.html, CommandComplete).
/// </summary>
internal sealed class HeldCommit : IAsyncDisposable
{
    private static readonly byte[] Committed = [(byte)'C', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly string folder = Directory.CreateTempSubdirectory("wire-").FullName;
    private readonly CancellationTokenSource ended = new();
    private readonly UnixDomainSocketEndPoint server;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task serving;
    private TaskCompletionSource? held;

    /// <summary>A wire to the server of this connection string, whose host is the folder of its socket.</summary>
    public HeldCommit(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var socket = $".s.PGSQL.{connection.Port}";
        server = new UnixDomainSocketEndPoint(Path.Combine(connection.Host!, socket));
        connection.Host = folder;
        ConnectionString = connection.ConnectionString;

        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, socket)));
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>The same server, through this wire.</summary>
    public string ConnectionString { get; }

    /// <summary>Completes when the next commit is done, whose answer is never passed on.</summary>
    public Task NextAsync()
    {
        held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return held.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await serving;
        ended.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ConnectAsync(await listener.AcceptAsync(ended.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await far.ConnectAsync(server, ended.Token);
        await Task.WhenAny(PassAsync(near, far, _ => false), PassAsync(far, near, IsHeld));
    }

    // An answer to COMMIT comes alone: nothing is sent behind one before it is heard.
    private bool IsHeld(ReadOnlyMemory<byte> answer) => held is not null && answer.Span.IndexOf(Committed) >= 0;

    private async Task PassAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool> isHeld)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ended.Token) is > 0 and var count)
            {
                if (isHeld(buffer.AsMemory(0, count)))
                {
                    held!.TrySetResult();
                    await Task.Delay(Timeout.Infinite, ended.Token);
                }

                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), ended.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of both ends is gone, or the test is over.
        }
    }
}
