using System.Text;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>Reads a child's output to its end, so that it never blocks, and keeps the beginning.</summary>
internal static class CappedOutput
{
    private const int Kept = 64 * 1024;

    public static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];

        while (await reader.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            if (text.Length < Kept)
                text.Append(buffer, 0, Math.Min(count, Kept - text.Length));
        }

        return text.ToString();
    }

    /// <summary>The one line that a child writes and then waits. Null at the end of its output.</summary>
    /// <exception cref="IOException">The line doesn't end within what is kept.</exception>
    public static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];

        while (await reader.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (buffer[count - 1] == '\n')
                return text.ToString(0, text.Length - 1);

            if (text.Length > Kept)
                throw new IOException("A child's answer is too long.");
        }

        return null;
    }
}
