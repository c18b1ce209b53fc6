using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.ObjectStore;

/// <summary>Signed addresses, used by somebody who has nothing else.</summary>
public sealed class GoogleCloudSigningTests : IAsyncLifetime
{
    private readonly string name = $"t/signing/{Guid.CreateVersion7()}";
    private readonly HttpClient anybody = new();
    private readonly ManualTime time = new(TimeProvider.System.GetUtcNow());
    private GcsServer server = null!;

    public async Task InitializeAsync() => server = await GcsServer.StartAsync(time: time);

    public async Task DisposeAsync()
    {
        anybody.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task An_address_gives_the_bytes_as_the_type_it_says_and_to_be_saved_under_a_name()
    {
        await using var bucket = new GcsStore(server);
        var bytes = RandomNumberGenerator.GetBytes(10_000);
        await bucket.CreateAsync(name, bytes);

        var address = await SignAsync(bucket, "text/html", "Sommer \"Aktion\" – 100 %.html");
        using var answer = await anybody.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Sommer \"Aktion\" – 100 %.html", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("Sommer _Aktion_ _ 100 %.html", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Fact]
    public async Task An_address_without_a_name_shows_the_bytes_and_any_part_of_them()
    {
        await using var bucket = new GcsStore(server);
        var bytes = RandomNumberGenerator.GetBytes(10_000);
        await bucket.CreateAsync(name, bytes);

        using var request = new HttpRequestMessage(HttpMethod.Get, await SignAsync(bucket, "image/png", attachmentName: null)) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var answer = await anybody.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(bytes[100..200], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.ToString());
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("response-content-type=image%2Fpng", "response-content-type=text%2Fhtml")]
    [InlineData("X-Goog-Expires=900", "X-Goog-Expires=604800")]
    [InlineData("t/signing/", "t/another/")]
    public async Task An_address_that_was_changed_gives_nothing(string part, string other)
    {
        await using var bucket = new GcsStore(server);
        await bucket.CreateAsync(name, [1]);
        var address = (await SignAsync(bucket, "image/png", attachmentName: null)).AbsoluteUri;
        Assert.Contains(part, address, StringComparison.Ordinal);

        using var answer = await anybody.GetAsync(address.Replace(part, other, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("SignatureDoesNotMatch", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_works_for_as_long_as_the_setting_says()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:SignedUrlLifetime", "00:10:00"));
        await bucket.CreateAsync(name, [1]);
        var address = await SignAsync(bucket, "image/png", attachmentName: null);

        time.Advance(TimeSpan.FromMinutes(9));
        using (var answer = await anybody.GetAsync(address))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        time.Advance(TimeSpan.FromMinutes(2));
        using (var answer = await anybody.GetAsync(address))
            Assert.Contains("ExpiredToken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_upload_makes_the_object_once_with_its_size_and_type()
    {
        await using var bucket = new GcsStore(server);
        var bytes = RandomNumberGenerator.GetBytes(5000);
        var upload = await SignUploadAsync(bucket, bytes.Length);

        using (var answer = await PutAsync(upload, bytes))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal(bytes, await bucket.ReadAsync(name));
        Assert.Equal("image/png", (await bucket.Store.FindAsync(name, CancellationToken.None))!.ContentType);
        using (var again = await PutAsync(upload, bytes))
            Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
        Assert.Single(server.Bucket.Created);
    }

    [Theory]
    [InlineData(4999, null, null, "EntityTooSmall")]
    [InlineData(5001, null, null, "EntityTooLarge")]
    [InlineData(5000, "content-type", "text/html", "SignatureDoesNotMatch")]
    [InlineData(6000, "x-goog-content-length-range", "1,9999999", "SignatureDoesNotMatch")]
    [InlineData(5000, "x-goog-if-generation-match", "7", "SignatureDoesNotMatch")]
    [InlineData(5000, "x-goog-meta-note", "mine", "MalformedSecurityHeader")]
    public async Task A_signed_upload_takes_nothing_else(int size, string? header, string? value, string code)
    {
        await using var bucket = new GcsStore(server);
        var upload = await SignUploadAsync(bucket, 5000);
        var headers = upload.Headers.ToDictionary(StringComparer.Ordinal);
        if (header is not null)
            headers[header] = value!;

        using var answer = await PutAsync(upload with { Headers = headers }, new byte[size]);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Bucket.Created);
    }

    [Fact]
    public async Task Credentials_without_a_key_have_IAM_sign_for_the_account_the_setting_names()
    {
        server.Tokens["federated"] = true;
        await using var bucket = new GcsStore(
            server,
            services => services
                .AddSingleton(new GoogleCredentialSource(_ => Task.FromResult(GoogleCredential.FromAccessToken("federated"))))
                .Configure<ObjectStoreOptions>(options => options.Iam = server.Address),
            ("ObjectStore:SigningServiceAccount", server.Account.Email));
        await bucket.CreateAsync(name, [1, 2, 3]);
        server.Fail(GcsCall.SignBlob, GcsFault.Unavailable, GcsFault.Reset);

        using var answer = await anybody.GetAsync(await SignAsync(bucket, "image/png", attachmentName: null));

        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(3, server.Count(GcsCall.SignBlob));
    }

    [Fact]
    public async Task Where_IAM_does_not_let_us_sign_it_is_said()
    {
        server.Tokens["federated"] = true;
        await using var bucket = new GcsStore(
            server,
            services => services
                .AddSingleton(new GoogleCredentialSource(_ => Task.FromResult(GoogleCredential.FromAccessToken("federated"))))
                .Configure<ObjectStoreOptions>(options => options.Iam = server.Address),
            ("ObjectStore:SigningServiceAccount", server.Account.Email));
        server.Choose = call => call == GcsCall.SignBlob ? GcsFault.Forbidden : GcsFault.None;

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => SignAsync(bucket, "image/png", attachmentName: null));

        Assert.Equal(ObjectStoreFault.Forbidden, exception.Fault);
    }

    [Fact]
    public async Task Credentials_that_cannot_sign_give_no_address_and_say_what_is_missing()
    {
        server.Tokens["somebody"] = true;
        await using var bucket = new GcsStore(
            server, services => services.AddSingleton(new GoogleCredentialSource(_ => Task.FromResult(GoogleCredential.FromAccessToken("somebody")))));
        await bucket.CreateAsync(name, [1]);

        Assert.Null(await bucket.Store.SignedUrlAsync(name, "image/png", attachmentName: null, CancellationToken.None));
        Assert.Null(await bucket.Store.SignUploadAsync(name, "image/png", 1, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Single(bucket.Log.Lines, line => line.Contains("ObjectStore:SigningServiceAccount", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_opens_a_door_is_ever_logged()
    {
        await using var bucket = new GcsStore(server);
        server.Fail(GcsCall.Begin, GcsFault.Unavailable);
        server.Fail(GcsCall.Chunk, GcsFault.Reset, GcsFault.Forbidden);
        server.Fail(GcsCall.Get, GcsFault.Forbidden);

        await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, new byte[1000]));
        await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.ReadAsync(name));
        var address = await SignAsync(bucket, "image/png", attachmentName: null);
        var upload = await SignUploadAsync(bucket, 1000);

        Assert.NotEmpty(bucket.Log.Lines);
        string[] secrets = ["upload_id", "session-", "X-Goog-Signature", "eyJ", address.Query[^40..], upload.Url.Query[^40..]];
        Assert.All(secrets, secret => Assert.DoesNotContain(bucket.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<Uri> SignAsync(GcsStore bucket, string contentType, string? attachmentName) =>
        (await bucket.Store.SignedUrlAsync(name, contentType, attachmentName, CancellationToken.None))!;

    private async Task<SignedUpload> SignUploadAsync(GcsStore bucket, long size) =>
        (await bucket.Store.SignUploadAsync(name, "image/png", size, TimeSpan.FromMinutes(10), CancellationToken.None))!;

    private async Task<HttpResponseMessage> PutAsync(SignedUpload upload, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(upload.Method), upload.Url) { Content = new ByteArrayContent(bytes) };
        foreach (var (header, value) in upload.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header, value))
                request.Content.Headers.TryAddWithoutValidation(header, value);
        }

        return await anybody.SendAsync(request);
    }
}
