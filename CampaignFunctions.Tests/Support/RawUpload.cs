using System.Net.Sockets;
using System.Text;

namespace CampaignFunctions.Tests.Support;

/// <summary>An upload written to the socket by hand, so that it can be wrong, slow or broken off.</summary>
internal sealed class RawUpload(RunningApi api, TenantApi tenant, Guid spaceId) : IDisposable
{
    public const string Boundary = "a-boundary";

    private readonly TcpClient client = new();
    private NetworkStream stream = null!;

    /// <summary>The beginning of a form: its fields and the file's first bytes.</summary>
    public static byte[] HalfAForm(byte[] bytes) =>
    [
        .. Encoding.UTF8.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"asset_type\"\r\n\r\nother\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
        .. bytes,
    ];

    public async Task SendAsync(byte[] bodyBeginning, long contentLength, string? key = null)
    {
        await client.ConnectAsync(api.Address.Host, api.Address.Port);
        stream = client.GetStream();
        var head = $"POST /api/campaign-assets/campaign-spaces/{spaceId}/assets?tenant_id={tenant.TenantId} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + $"Content-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {contentLength}\r\n{(key is null ? string.Empty : $"Idempotency-Key: {key}\r\n")}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(bodyBeginning);
    }

    public async Task SendRestAsync(byte[] rest) => await stream.WriteAsync(rest);

    public async Task<string> AnswerAsync()
    {
        using var answer = new StreamReader(stream);
        return await answer.ReadToEndAsync();
    }

    /// <summary>The answer's first line, however much of the request is still to come.</summary>
    public async Task<string?> StatusAsync()
    {
        using var answer = new StreamReader(stream, leaveOpen: true);
        return await answer.ReadLineAsync();
    }

    /// <summary>FIN: no more comes.</summary>
    public void Close() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>RST: the machine is gone.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    public void Dispose() => client.Dispose();
}
