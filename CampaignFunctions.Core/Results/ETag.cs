using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampaignFunctions.Core.Results;

/// <summary>Entity tags, made of what a resource is read from.</summary>
public static class ETag
{
    public static string Of(uint version) => string.Create(CultureInfo.InvariantCulture, $"\"{version:x}\"");

    /// <summary>Of a row, and of what is shown beside it of another whose own version changes for other reasons, too.</summary>
    public static string Of(uint version, string shown) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version:x}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)).AsSpan(0, sizeof(long)))}\"");
}
