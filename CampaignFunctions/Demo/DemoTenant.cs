using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Demo;

/// <summary>Twelve spaces over eight platforms, 120 assets with pictures and clips, 90 days of performance, and reuses of what did well.</summary>
internal sealed class DemoTenant(IServiceScopeFactory scopes, DemoClock clock)
{
    private static readonly string[] People = ["ana", "ben", "chioma", "dmitri"];
    private readonly Random chance = new(2026);
    private readonly List<DemoReport> reports = [];
    private readonly List<(Guid Asset, Guid Space, double Quality)> assets = [];
    private DateTimeOffset begin;

    public async Task FillAsync(string warehouse, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var before = await DoAsync<ListCampaignSpaces, CampaignSpacePage>(list => list.RunAsync(new CampaignSpaceQuery { Limit = 1 }, cancellation));
        if (before.Total > 0)
        {
            Say($"The tenant '{DemoCommand.TenantId}' has {before.Total} campaign spaces already; nothing was changed.");
            return;
        }

        begin = clock.GetUtcNow().AddDays(-DemoPerformance.Days);
        var folder = Directory.CreateTempSubdirectory("campaign-demo-");
        try
        {
            foreach (var (number, campaign) in DemoCampaign.All.Index())
            {
                await MakeCampaignAsync(number, campaign, folder.FullName, cancellation);
                Say($"  {number + 1} of {DemoCampaign.All.Count} campaign spaces, {assets.Count} assets");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await ReuseAsync(cancellation);
        clock.BackToNow();
        await SyncAsync(warehouse, cancellation);
        Say($"The tenant '{DemoCommand.TenantId}' is there: {DemoCampaign.All.Count} campaign spaces, {assets.Count} assets, {DemoPerformance.Days} days ({watch.Elapsed.TotalSeconds:0} s).");
    }

    private async Task MakeCampaignAsync(int number, DemoCampaign campaign, string folder, CancellationToken cancellation)
    {
        At(day: number);
        var report = new DemoReport(campaign, $"demo-{WireName.Of(campaign.Platform)}", $"{710_000_000 + number * 7_919}", []);
        var space = await DoAsync<CreateCampaignSpace, CampaignSpaceResource>(create => create.RunAsync(InputOf(campaign, report), cancellation));

        var ads = new List<DemoAd>();
        foreach (var (index, file) in (await DemoMedia.DrawAsync(folder, number, cancellation)).Index())
        {
            var ad = new DemoAd($"{report.CampaignId}{index:00}", NameOf(campaign, index), 0.1 + 0.04 * ((index * 3 + number) % 5) + 0.02);
            ads.Add(ad);
            await UploadAsync(space.Id, FormOf(campaign, ad, file), file, ad.Share, cancellation);
        }

        foreach (var form in DemoTexts.Of(campaign))
            await UploadAsync(space.Id, form, file: null, chance.NextDouble() * 0.2, cancellation);

        reports.Add(report with { Ads = ads });
        if (number is 0)
            await DoAsync<MarkAsTemplate, CampaignSpaceResource>(mark => mark.RunAsync(space.Id, new TemplateMark(), cancellation));
    }

    private async Task UploadAsync(Guid spaceId, AssetForm form, string? file, double quality, CancellationToken cancellation)
    {
        At(day: chance.Next(12, 20));
        ReceivedFile? received = null;
        if (file is not null)
        {
            await using var content = File.OpenRead(file);
            received = await DoAsync<ReceiveFile, ReceivedFile>(receive => receive.RunAsync(content, new AnnouncedFile(Path.GetFileName(file), ClaimedType: null, AnnouncedSize.Exactly(content.Length)), cancellation));
        }

        var asset = await DoAsync<UploadAsset, CampaignAssetResource>(upload => upload.RunAsync(spaceId, form, received, cancellation));
        if (received is not null)
            await DoAsync<ProcessUpload, ProcessOutcome>(process => process.RunAsync(received.FileId, cancellation));
        assets.Add((asset.Id, spaceId, quality));
    }

    // What does well is used again more often, and elsewhere.
    private async Task ReuseAsync(CancellationToken cancellation)
    {
        foreach (var (asset, home, quality) in assets)
        {
            for (var times = (int)(chance.NextDouble() * quality * 40); times > 0; times--)
            {
                var elsewhere = assets[chance.Next(assets.Count)].Space;
                if (elsewhere == home)
                    continue;

                At(day: chance.Next(20, DemoPerformance.Days));
                var context = new JsonObject { ["placement"] = DemoMedia.Placements.ElementAt(chance.Next(4)) };
                var input = new TrackReuseInput { CampaignSpaceId = elsewhere, ReuseContext = JsonSerializer.SerializeToElement(context) };
                await DoAsync<TrackReuse, TrackedReuse>(track => track.RunAsync(asset, input, cancellation));
            }
        }
    }

    private async Task SyncAsync(string warehouse, CancellationToken cancellation)
    {
        DemoPerformance.Write(warehouse, reports, clock.UtcDay());
        foreach (var account in reports.DistinctBy(report => report.AccountId))
        {
            var key = new AdAccountKey(account.Campaign.Platform, account.AccountId);
            var changes = new Changes<AdAccountInput>(new JsonObject { ["account_name"] = "Demo Ltd.", ["currency"] = "USD", ["time_zone"] = "Europe/Vienna" });
            await DoAsync<PutAdAccount, SavedAdAccount>(put => put.RunAsync(key, changes, Precondition.None, cancellation));
        }

        var run = await DoAsync<SyncPerformance, SyncRunResource>(sync => sync.RunAsync(cancellation));
        Say($"  {run.RowsRead} rows of performance synced, {run.SpacesUpdated} spaces and {run.AssetsUpdated} assets updated");
    }

    private void At(int day) => clock.GoTo(begin.AddDays(day).AddMinutes(chance.Next(8 * 60, 18 * 60)));

    private async Task<TValue> DoAsync<TOperation, TValue>(Func<TOperation, Task<Result<TValue>>> run)
        where TOperation : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(DemoCommand.TenantId, People[chance.Next(People.Length)]);
        var result = await run(scope.ServiceProvider.GetRequiredService<TOperation>());
        return result.Match(value => value, error => throw new InvalidOperationException($"The demo could not {typeof(TOperation).Name}: {error.Detail}"));
    }

    private static CampaignSpaceInput InputOf(DemoCampaign campaign, DemoReport report) => new()
    {
        CampaignName = campaign.Name,
        Platform = campaign.Platform,
        ExternalCampaignId = report.CampaignId,
        BrandId = campaign.Category == "b2b" ? "northwind-business" : "northwind",
        Description = $"{campaign.Name} on {WireName.Of(campaign.Platform)}, for {campaign.Objective}.",
        CampaignObjective = campaign.Objective,
        Budget = campaign.Budget,
        Tags = campaign.Tags,
        Category = campaign.Category,
        ImportSource = ImportSource.PlatformApi,
    };

    private static AssetForm FormOf(DemoCampaign campaign, DemoAd ad, string file) => new()
    {
        AssetName = ad.Name,
        AssetType = file.EndsWith(".mp4", StringComparison.Ordinal) ? AssetType.Video : AssetType.Image,
        ExternalAssetId = ad.AdId,
        Title = campaign.Name,
        Tags = [.. campaign.Tags, campaign.Category],
    };

    private static string NameOf(DemoCampaign campaign, int index) =>
        $"{campaign.Name} – {DemoMedia.Placements.ElementAtOrDefault(index) ?? "clip"}";

    private static void Say(string text) => Console.WriteLine(text);
}
