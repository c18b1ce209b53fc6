using System.Net;
using System.Net.Http.Json;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>What everybody sends: reads and writes of all sorts, the tenants taking turns.</summary>
internal sealed class StormPlan(DescribedApi described, IReadOnlyList<StormTenant> tenants)
{
    // One in fifteen wants to leave, so that one in twenty is gone before its answer is there.
    private const int OneInLeaves = 15;
    private const int MostPatience = 6;

    private readonly Random random = Seed.For("pool storm");

    public IReadOnlyList<StormCall> Make(int calls) =>
        [.. Enumerable.Range(0, calls).Select(number => Any(tenants[number % tenants.Count], number) with { Patience = random.Next(OneInLeaves) == 0 ? random.Next(MostPatience) : null })];

    private StormCall Any(StormTenant by, int number) => random.Next(100) switch
    {
        < 10 => Call(by, "GetCampaignSpace", Space(by)) with { AtLeastRows = 1 },
        < 18 => Call(by, "GetCampaignAsset", Asset(by)) with { AtLeastRows = 1 },
        < 24 => Call(by, "ListCampaignSpaces", query: "limit=20") with { AtLeastRows = by.Spaces.Count },
        < 30 => Call(by, "ListCampaignSpaces", query: "search=storm&limit=10&order_desc=false") with { AtLeastRows = by.Spaces.Count },
        < 33 => Call(by, "ListCampaignAssets", query: "search=storm&limit=20") with { AtLeastRows = by.Assets.Count },
        < 36 => Call(by, "ListTemplates", query: "tags=storm") with { AtLeastRows = by.Spaces.Count },
        < 38 => Call(by, "SuggestCampaignSpaces", query: "q=storm") with { AtLeastRows = by.Spaces.Count },
        < 42 => Call(by, "GetReuseHistory", Asset(by)) with { AtLeastRows = 1 },
        < 46 => Call(by, "GetReuseAnalytics") with { AtLeastRows = by.Assets.Count },
        < 49 => Call(by, "GetCampaignSpaceStats", Space(by)),
        < 52 => Call(by, "GetStorageUsage"),
        < 54 => Call(by, "ExportCampaignSpaces", query: random.Next(2) == 0 ? "format=csv" : "format=json") with { AtLeastRows = by.Spaces.Count },
        < 56 => Call(by, "ExportCampaignAssets", query: random.Next(2) == 0 ? "format=csv" : "format=json") with { AtLeastRows = by.Assets.Count },
        < 59 => Call(by, "GetAssetFile", Asset(by)) with { AtLeastRows = 1 },
        < 61 => Call(by, "ListAuditEvents", query: "limit=20") with { AtLeastRows = 20 },
        < 63 => Call(by, "GetTenant", ("tenant_id", by.Id)),
        < 66 => Call(by, "GetCampaignSpace", Space(Other(by)), expected: HttpStatusCode.NotFound),
        < 68 => Call(by, "UpdateCampaignAsset", Asset(Other(by)), expected: HttpStatusCode.NotFound) with { Content = Json(new { title = by.Word }) },

        < 73 => Call(by, "CreateCampaignSpace", expected: HttpStatusCode.Created) with { Content = Json(new { campaign_name = $"Storm {by.Word}", platform = "meta", description = $"Call {number}" }) },
        < 76 => Call(by, "CreateCampaignSpace", expected: HttpStatusCode.Created) with { Key = Key(number), Content = Json(new { campaign_name = $"Storm {by.Word}", platform = "meta", external_campaign_id = Key(number) }) },
        < 80 => Call(by, "UpdateCampaignSpace", Space(by)) with { Content = Json(new { description = $"Call {number} of {by.Word}" }), AtLeastRows = 1 },
        < 83 => Call(by, "UpdateCampaignAsset", Asset(by)) with { Content = Json(new { title = $"Call {number} of {by.Word}" }), AtLeastRows = 1 },
        < 87 => Call(by, "TrackReuse", Asset(by)) with { Content = Json(new { campaign_space_id = by.Spaces[number % by.Spaces.Count] }) },
        < 90 => Call(by, "TrackReuse", Asset(by)) with { Key = Key(number), Content = Json(new { reused_in_type = "page", reused_in_id = Key(number), reused_in_name = by.Word }) },
        < 94 => Call(by, "UploadAsset", Space(by), expected: HttpStatusCode.Created) with { Content = Upload(by), AtLeastRows = 1 },
        < 97 => Call(by, "UploadAsset", Space(by), expected: HttpStatusCode.Created) with { Key = Key(number), Content = Upload(by, Key(number)), AtLeastRows = 1 },
        _ => Call(by, "PutTenant", ("tenant_id", by.Id)) with { Content = Json(new { name = $"Call {number} of {by.Word}" }), AtLeastRows = 1 },
    };

    private StormCall Call(StormTenant by, string operationId, (string Name, string Value)? route = null, string? query = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var operation = described.Operations[operationId];
        var address = operation.Address(route is var (name, value) ? new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } : null);
        return new StormCall(by, operation, query is null ? address : $"{address}?{query}", expected);
    }

    // It stands in the row that the call makes as well.
    private static string Key(int number) => $"once-{number}";

    private static Func<HttpContent> Json(object body) => () => JsonContent.Create(body);

    private static Func<HttpContent> Upload(StormTenant by, string? externalId = null)
    {
        var file = by.AFile();
        return () =>
        {
            var form = new RawForm().Field("asset_name", $"Storm {by.Word}").Field("asset_type", "ad_copy");
            return (externalId is null ? form : form.Field("external_asset_id", externalId)).File(file.Name, file.Bytes, mimeType: file.MimeType).Build();
        };
    }

    private (string Name, string Value) Space(StormTenant of) => ("space_id", $"{random.Of(of.Spaces)}");

    private (string Name, string Value) Asset(StormTenant of) => ("asset_id", $"{random.Of(of.Assets)}");

    private StormTenant Other(StormTenant than) => random.Of([.. tenants.Where(tenant => tenant != than)]);
}
