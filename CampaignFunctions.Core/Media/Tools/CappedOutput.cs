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
}
