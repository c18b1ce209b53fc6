using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>What the product does not ask of the server, but other tests may.</summary>
public sealed class GcsServerTests
{
    [Fact]
    public async Task A_multipart_upload_makes_an_object_if_its_precondition_holds()
    {
        await using var server = await GcsServer.StartAsync(isOpen: true);
        using var http = new HttpClient { BaseAddress = server.Address };

        foreach (var expected in new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed })
        {
            using var answer = await http.PostAsync($"upload/storage/v1/b/{server.Bucket.Name}/o?uploadType=multipart&ifGenerationMatch=0", Body());
            Assert.Equal(expected, answer.StatusCode);
        }

        var made = server.Bucket.Objects.Single();
        Assert.Equal(("a/b.txt", "text/plain", "hello"), (made.Name, made.ContentType, Encoding.UTF8.GetString(made.Bytes)));
    }

    [Fact]
    public void Its_checksum_is_the_one_everybody_knows() => Assert.Equal("4waSgw==", GcsObject.Crc32cOf("123456789"u8));

    private static MultipartContent Body()
    {
        var metadata = new StringContent("""{"name":"a/b.txt"}""", Encoding.UTF8, "application/json");
        var media = new ByteArrayContent("hello"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        return new MultipartContent("related") { metadata, media };
    }
}
