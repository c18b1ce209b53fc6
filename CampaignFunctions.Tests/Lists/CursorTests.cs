using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Lists;

/// <summary>A cursor goes on in the list it was made for, and nowhere else.</summary>
public sealed class CursorTests : IAsyncLifetime
{
    private TenantApi tenant = null!;
    private Guid[] spaces = [];
    private Guid[] assets = [];

    public async Task InitializeAsync()
    {
        tenant = (await RunningApi.SharedAsync()).NewTenant();
        for (var i = 0; i < 2; i++)
        {
            var space = (await tenant.ASpaceAsync(also: new { is_template = true })).Id;
            spaces = [.. spaces, space];
            (await tenant.PutAsync($"ad-accounts/meta/{tenant.TenantId}-{i}", new { })).Expect(HttpStatusCode.Created);
            for (var j = 0; j < 2; j++)
            {
                var asset = (await tenant.AnAssetAsync(space)).Expect(HttpStatusCode.Created).Id;
                assets = [.. assets, asset];
                for (var k = 0; k < 2; k++)
                    (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { })).Expect(HttpStatusCode.OK);
            }
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_list_refuses_the_cursors_of_all_others()
    {
        string[] lists =
        [
            "campaign-spaces?limit=1",
            "campaign-spaces/templates?limit=1",
            "campaign-assets/assets?limit=1",
            $"campaign-assets/campaign-spaces/{spaces[0]}/assets?limit=1",
            $"campaign-assets/campaign-spaces/{spaces[1]}/assets?limit=1",
            $"campaign-assets/{assets[0]}/reuse-history?limit=1",
            $"campaign-assets/{assets[1]}/reuse-history?limit=1",
            "ad-accounts?limit=1",
            "audit-events?limit=1",
        ];
        var cursors = new List<string>();
        foreach (var list in lists)
            cursors.Add((string)(await tenant.GetAsync(list)).Expect(HttpStatusCode.OK)["next_cursor"]!);

        foreach (var (list, own) in lists.Zip(cursors))
        {
            foreach (var cursor in cursors)
            {
                var answer = await tenant.GetAsync($"{list}&cursor={cursor}");
                if (cursor == own)
                    answer.Expect(HttpStatusCode.OK);
                else
                    Assert.NotNull(answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["cursor"]);
            }
        }
    }
}
