using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.SystemState;

public sealed class HealthReadyTests
{
    [Fact]
    public async Task With_everything_there_it_is_ready()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        // On a machine busy with other tests a dependency may well need longer than the two seconds it is given.
        var ready = await Poll.UntilAsync(() => tenant.GetAsync("health/ready"), answer => answer.Status == HttpStatusCode.OK);

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
        Assert.Equal("down", (string?)unready["dependencies"]["database"]!["status"]);
        Assert.Equal("up", (string?)unready["dependencies"]["object_store"]!["status"]);
        Assert.DoesNotContain("hush", unready.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", unready.Text, StringComparison.Ordinal);
        (await api.NewTenant().GetAsync("health")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_objects_folder_it_is_unready()
    {
        await using var api = await RunningApi.StartAsync();
        (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.OK);
        Directory.Delete(api.ObjectsFolder, recursive: true);

        var unready = (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("down", (string?)unready["dependencies"]["object_store"]!["status"]);
        Assert.DoesNotContain(api.ObjectsFolder, unready.Text, StringComparison.Ordinal);
    }
}
