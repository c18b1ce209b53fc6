using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace CampaignFunctions.Tests.Support;

/// <summary>A file to upload.</summary>
internal sealed record TestFile(string Name, string MimeType, byte[] Bytes)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Bytes nobody else has, of no known type.</summary>
    public static TestFile OfRandomBytes(int size = 1000, string name = "data.bin") =>
        new(name, "application/octet-stream", RandomNumberGenerator.GetBytes(size));

    public static TestFile OfText(string text, string name = "copy.txt") => new(name, "text/plain", Encoding.UTF8.GetBytes(text));

    public ByteArrayContent ToContent()
    {
        var content = new ByteArrayContent(Bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(MimeType);
        return content;
    }
}
