using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace CampaignFunctions.Tests.Support;

/// <summary>A multipart form written byte by byte: names in raw UTF-8 as browsers send them, and whatever else a sender may do.</summary>
internal sealed class RawForm
{
    private const string Boundary = "a-boundary";
    private readonly MemoryStream body = new();

    public RawForm Field(string name, string value) => Field(name, Encoding.UTF8.GetBytes(value));

    public RawForm Field(string name, byte[] value) => Part($"Content-Disposition: form-data; name=\"{name}\"", value);

    public RawForm File(string fileName, byte[] bytes, string partName = "file", string mimeType = "application/octet-stream") =>
        Part($"Content-Disposition: form-data; name=\"{partName}\"; filename=\"{fileName}\"\r\nContent-Type: {mimeType}", bytes);

    public RawForm Part(string headers, byte[] bytes)
    {
        body.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"--{Boundary}\r\n{headers}\r\n\r\n")));
        body.Write(bytes);
        body.Write("\r\n"u8);
        return this;
    }

    public ByteArrayContent Build(bool closed = true)
    {
        if (closed)
            body.Write(Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"));

        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return content;
    }
}
