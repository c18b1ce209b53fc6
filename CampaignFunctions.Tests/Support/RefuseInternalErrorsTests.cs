using CampaignFunctions.Core.ObjectStore;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Xunit.Sdk;

namespace CampaignFunctions.Tests.Support;

public sealed class RefuseInternalErrorsTests
{
    [Fact]
    public async Task A_500_fails_its_test_with_what_was_logged_and_the_answer_says_nothing_of_it()
    {
        var broken = new Mock<IObjectStore>();
        broken.Setup(store => store.CreateAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("the cause"));
        await using var api = await RunningApi.StartAsync(configure: services => services.AddSingleton(broken.Object));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        var failure = await Assert.ThrowsAsync<FailException>(() => tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other")));

        var told = failure.Message.Split("Logged:");
        Assert.DoesNotContain("the cause", told[0], StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: the cause", told[1], StringComparison.Ordinal);
    }
}
