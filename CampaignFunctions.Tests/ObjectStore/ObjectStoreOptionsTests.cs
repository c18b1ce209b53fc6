using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class ObjectStoreOptionsTests
{
    [Theory]
    [InlineData("Bucket", "")]
    [InlineData("Bucket", "Not A Bucket")]
    [InlineData("Endpoint", "127.0.0.1:x")]
    [InlineData("Endpoint", "ftp://127.0.0.1")]
    [InlineData("Endpoint", "http://127.0.0.1:4443/elsewhere")]
    [InlineData("Endpoint", "http://user:password@127.0.0.1:4443")]
    [InlineData("SigningServiceAccount", "campaigns")]
    [InlineData("SignedUrlLifetime", "00:00:00")]
    [InlineData("SignedUrlLifetime", "8.00:00:00")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("RetryDelay", "-00:00:01")]
    [InlineData("ChunkBytes", "1000000")]
    [InlineData("ChunkBytes", "0")]
    public async Task A_setting_of_the_bucket_that_cannot_be_stops_the_start_and_is_named(string setting, string value)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ObjectStore:Provider"] = "gcs",
            ["ObjectStore:Bucket"] = "campaigns-test",
            [$"ObjectStore:{setting}"] = value,
        };

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApi.StartAsync(settings));

        Assert.Contains($"ObjectStore:{setting}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_needs_none_of_a_buckets_settings() =>
        Assert.True(new ValidateObjectStoreOptions().Validate(name: null, new ObjectStoreOptions { Path = "/tmp" }).Succeeded);

    [Theory]
    [InlineData(ObjectStoreProvider.Filesystem, null, false)]
    [InlineData(ObjectStoreProvider.Gcs, null, true)]
    [InlineData(ObjectStoreProvider.Gcs, "http://127.0.0.1:4443", false)]
    public void Only_Googles_own_buckets_tell_of_new_objects(ObjectStoreProvider provider, string? endpoint, bool tells) =>
        Assert.Equal(tells, new ObjectStoreOptions { Provider = provider, Endpoint = endpoint }.TellsOfObjects);
}
