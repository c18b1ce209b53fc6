using System.Net;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace CampaignFunctions.Tests.SystemState;

public sealed class HealthReadyTests
{
    [Fact]
    public async Task With_everything_there_it_is_ready()
    {
        var ready = await ReadyAsync((await RunningApi.SharedAsync()).NewTenant());

        Assert.Equal("ready", (string?)ready["status"]);
        Assert.Equal("up", (string?)ready["dependencies"]["database"]!["status"]);
        Assert.Equal("up", (string?)ready["dependencies"]["object_store"]!["status"]);
    }

    [Fact]
    public async Task Without_a_database_it_is_unready_and_gives_nothing_away()
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=campaign_app;Password=hush;Database=campaigns",
        });

        var unready = (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("unready", (string?)unready["status"]);
        Assert.NotNull(unready.Headers.RetryAfter);
        Assert.Equal("down", (string?)unready["dependencies"]["database"]!["status"]);
        Assert.Equal("up", (string?)unready["dependencies"]["object_store"]!["status"]);
        Assert.DoesNotContain("hush", unready.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", unready.Text, StringComparison.Ordinal);
        (await api.NewTenant().GetAsync("health")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Username=nobody;Password=hush", "does not accept our credentials")]
    [InlineData("Database=hush", "has no database of this name")]
    [InlineData("Database=postgres", "migrations are missing")]
    public async Task What_is_wrong_with_the_database_is_said_without_details(string difference, string reason)
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = $"{TestDatabase.AppConnectionString};{difference}",
        });

        // On a machine that is busy with something else it may not answer in time at first.
        var unready = await Poll.UntilAsync(() => api.NewTenant().GetAsync("health/ready"), answer => (string?)answer["dependencies"]["database"]!["reason"] == reason);

        unready.Expect(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain("hush", unready.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", unready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_whose_keys_can_be_got_is_up_and_stays_up_when_it_is_away()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var api = await RunningApi.StartAsync(issuer.Settings());
        using var http = new HttpClient { BaseAddress = api.Address };

        for (var i = 0; i < 2; i++)
        {
            await Poll.UntilAsync(() => new TenantApi(http, "any").GetAsync("health/ready"), answer => (string?)answer["dependencies"]["token_issuer"]!["status"] == "up");
            issuer.Answer = IssuerAnswer.Error;
        }
    }

    [Fact]
    public async Task An_issuer_whose_keys_cannot_be_got_is_down()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Answer = IssuerAnswer.Error;
        await using var api = await RunningApi.StartAsync(issuer.Settings());

        var unready = await Poll.UntilAsync(
            () => api.NewTenant().GetAsync("health/ready"),
            answer => (string?)answer["dependencies"]["token_issuer"]!["reason"] == "its signing keys could not be got");

        unready.Expect(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain(issuer.Address, unready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_callers_are_believed_there_is_no_issuer() =>
        Assert.Null((await (await RunningApi.SharedAsync()).NewTenant().GetAsync("health/ready"))["dependencies"]["token_issuer"]);

    [Fact]
    public async Task A_dependency_that_never_answers_holds_nobody_up_and_is_asked_once_for_all_who_wait()
    {
        var asked = 0;
        var hanging = new Mock<IDependencyCheck>();
        hanging.Setup(check => check.Name).Returns("hanging");
        hanging.Setup(check => check.IsUsed).Returns(true);
        hanging.Setup(check => check.CheckAsync(It.IsAny<CancellationToken>())).Returns(async () =>
        {
            Interlocked.Increment(ref asked);
            await Task.Delay(Timeout.Infinite);
            return DependencyState.Up;
        });
        await using var api = await RunningApi.StartAsync(configure: services => services.AddSingleton(hanging.Object));
        var checkReadiness = api.Host.Services.GetRequiredService<CheckReadiness>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => checkReadiness.RunAsync(CancellationToken.None)));

        Assert.Equal(1, asked);
        Assert.All(answers, readiness =>
        {
            Assert.Equal(ReadinessStatus.Unready, readiness.Status);
            Assert.Equal("did not answer in time", readiness.Dependencies["hanging"].Reason);
        });
    }

    [Fact]
    public async Task Without_the_objects_folder_it_is_unready()
    {
        await using var api = await RunningApi.StartAsync();
        await ReadyAsync(api.NewTenant());
        Directory.Delete(api.ObjectsFolder, recursive: true);

        var unready = (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("down", (string?)unready["dependencies"]["object_store"]!["status"]);
        Assert.DoesNotContain(api.ObjectsFolder, unready.Text, StringComparison.Ordinal);
    }

    // On a machine busy with other tests a dependency may well need longer than the two seconds it is given.
    private static Task<ApiAnswer> ReadyAsync(TenantApi tenant) =>
        Poll.UntilAsync(() => tenant.GetAsync("health/ready"), answer => answer.Status == HttpStatusCode.OK);
}
