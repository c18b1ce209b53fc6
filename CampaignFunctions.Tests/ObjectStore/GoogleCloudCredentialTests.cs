using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using CampaignFunctions.Tests.Support.Gcs;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class GoogleCloudCredentialTests : IDisposable
{
    private readonly string name = $"t/credentials/{Guid.CreateVersion7()}";
    private readonly string subjectTokenFile = Path.Combine(Path.GetTempPath(), $"subject-{Guid.CreateVersion7():N}");

    public void Dispose() => File.Delete(subjectTokenFile);

    [Fact]
    public async Task Without_credentials_an_emulator_is_called_without_them_and_no_address_is_signed()
    {
        await using var server = await GcsServer.StartAsync(isOpen: true);
        await using var bucket = new GcsStore(server, NoCredentials);

        await bucket.CreateAsync(name, [1, 2, 3]);

        Assert.Equal([1, 2, 3], await bucket.ReadAsync(name));
        Assert.Null(await bucket.Store.SignedUrlAsync(name, "image/png", attachmentName: null, CancellationToken.None));
        Assert.Null(await bucket.Store.SignUploadAsync(name, "image/png", 3, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task Without_credentials_a_bucket_that_wants_some_says_so()
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = new GcsStore(server, NoCredentials);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.CheckAsync(CancellationToken.None));

        Assert.Equal(ObjectStoreFault.Unauthenticated, exception.Fault);
    }

    [Fact]
    public async Task Without_credentials_Google_itself_is_not_even_called_and_they_are_looked_for_again()
    {
        await using var server = await GcsServer.StartAsync();
        var searches = 0;
        await using var bucket = new GcsStore(
            server,
            services => services.AddSingleton(new GoogleCredentialSource(_ =>
            {
                searches++;
                return Task.FromException<GoogleCredential>(new InvalidOperationException("Your default credentials were not found."));
            })),
            ("ObjectStore:Endpoint", string.Empty));

        for (var time = 0; time < 2; time++)
            Assert.Equal(ObjectStoreFault.Unauthenticated, (await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.CheckAsync(CancellationToken.None))).Fault);

        Assert.Equal(2, searches);
    }

    [Fact]
    public async Task Credentials_that_cannot_be_read_are_not_none()
    {
        await using var server = await GcsServer.StartAsync(isOpen: true);
        await using var bucket = new GcsStore(server, services => services.AddSingleton(new GoogleCredentialSource(
            _ => Task.FromException<GoogleCredential>(new InvalidOperationException("Error reading credential file from location /gone.")))));

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.CheckAsync(CancellationToken.None));

        Assert.Equal(ObjectStoreFault.Unauthenticated, exception.Fault);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("{0}:{1}")]
    [InlineData("http://{0}:{1}")]
    [InlineData("http://{0}:{1}/storage/v1/")]
    public async Task The_variable_of_Googles_own_libraries_names_an_emulator(string form)
    {
        await using var server = await GcsServer.StartAsync(isOpen: true);
        var host = string.Format(form, server.Address.Host, server.Address.Port);
        await using var bucket = new GcsStore(server, NoSearch, ("ObjectStore:Endpoint", string.Empty), (ObjectStoreOptions.EmulatorVariable, host));

        await bucket.CreateAsync(name, [1]);

        Assert.Single(server.Bucket.Objects);
    }

    [Fact]
    public async Task A_token_that_is_refused_once_is_made_anew()
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = new GcsStore(server);
        server.Fail(GcsCall.List, GcsFault.Unauthorized);

        await bucket.Store.CheckAsync(CancellationToken.None);

        Assert.Equal(2, server.Count(GcsCall.List));
    }

    [Fact]
    public async Task Another_clouds_token_is_exchanged_and_the_account_signs_by_IAM()
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = Federated(server, server.Account.SubjectToken);

        await bucket.CreateAsync(name, [1, 2, 3]);
        var address = await bucket.Store.SignedUrlAsync(name, "image/png", attachmentName: null, CancellationToken.None);

        using var anybody = new HttpClient();
        Assert.Equal([1, 2, 3], await anybody.GetByteArrayAsync(address));
        Assert.InRange(server.Count(GcsCall.Token), 1, 2);
    }

    [Theory]
    [InlineData("what-somebody-else-says", GcsFault.None, ObjectStoreFault.Unauthenticated)]
    [InlineData("what-azure-says", GcsFault.Unavailable, ObjectStoreFault.Unavailable)]
    [InlineData("what-azure-says", GcsFault.Reset, ObjectStoreFault.Unavailable)]
    internal async Task Where_no_token_is_to_be_had_it_is_said(string subjectToken, GcsFault fault, ObjectStoreFault expected)
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = Federated(server, subjectToken);
        server.Choose = call => call == GcsCall.Token ? fault : GcsFault.None;

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.CheckAsync(CancellationToken.None));

        Assert.Equal(expected, exception.Fault);
    }

    private GcsStore Federated(GcsServer server, string subjectToken)
    {
        File.WriteAllText(subjectTokenFile, subjectToken);
        return new GcsStore(
            server,
            services => services
                .AddSingleton(new GoogleCredentialSource(
                    _ => Task.FromResult(CredentialFactory.FromJson(server.Account.FederationFile(subjectTokenFile), JsonCredentialParameters.ExternalAccountCredentialType))))
                .Configure<ObjectStoreOptions>(options => options.Iam = server.Address),
            ("ObjectStore:SigningServiceAccount", server.Account.Email));
    }

    private static void NoCredentials(IServiceCollection services) => services.AddSingleton(new GoogleCredentialSource(
        _ => Task.FromException<GoogleCredential>(new InvalidOperationException("Your default credentials were not found."))));

    private static void NoSearch(IServiceCollection services) => services.AddSingleton(new GoogleCredentialSource(
        _ => Task.FromException<GoogleCredential>(new NotSupportedException("Nobody should look for credentials."))));
}
