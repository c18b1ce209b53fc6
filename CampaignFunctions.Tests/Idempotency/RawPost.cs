using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>A POST written to the socket by hand, and its answer as the bytes that came.</summary>
internal static partial class RawPost
{
    public static async Task<string> SendAsync(Uri address, string path, string body, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var lines = string.Concat(headers.Select(header => $"{header}\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /api/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{lines}\r\n{body}"));

        using var answer = new StreamReader(stream, Encoding.Latin1);
        return await answer.ReadToEndAsync();
    }

    /// <summary>The answer without the line that says when it was sent.</summary>
    public static string WithoutDate(string answer) => DatePattern().Replace(answer, string.Empty, count: 1);

    [GeneratedRegex(@"(?<=\r\n)Date: [^\r]*\r\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DatePattern();
}
