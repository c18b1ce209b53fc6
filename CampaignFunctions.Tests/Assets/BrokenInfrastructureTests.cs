using System.Data.Common;
using System.Net;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace CampaignFunctions.Tests.Assets;

public sealed class BrokenInfrastructureTests
{
    [Fact]
    public async Task When_the_answer_to_a_commit_is_lost_no_row_is_left_without_its_object()
    {
        var lost = new LostAnswer();
        await using var api = await RunningApi.StartAsync(
            configure: services => services.ConfigureDbContext<CampaignDb>(options => options.AddInterceptors(lost)));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var file = TestFile.OfRandomBytes();
        lost.IsArmed = true;

        var answer = await tenant.UploadAsync(space.Id, file, ("asset_type", "other"));

        answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((1, 1), (state.Assets, state.StoreObjects.Count));
    }

    [Theory]
    [InlineData("Input/output error", 5)]
    [InlineData("No space left on device", 28)]
    [InlineData("Read-only file system", 30)]
    [InlineData("Stale file handle", 116)]
    public async Task A_disk_that_is_full_or_broken_is_said_to_be_for_now(string message, int errno)
    {
        var full = new Mock<IObjectStore>();
        full.Setup(store => store.CreateAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new IOException(message, hresult: errno));
        await using var api = await RunningApi.StartAsync(configure: services => services.AddSingleton(full.Object));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        var answer = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"));

        answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    /// <summary>The commit happens, and its answer never arrives.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public bool IsArmed { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            IsArmed ? throw new TimeoutException("The answer was lost.") : Task.CompletedTask;
    }
}
