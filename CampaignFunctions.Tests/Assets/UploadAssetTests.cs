using System.Net;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

public sealed class UploadAssetTests
{
    [Fact]
    public async Task Every_field_of_the_form_comes_back_and_stays()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        var file = TestFile.OfRandomBytes(12_345, "whatever.bin");
        (string Name, string Value)[] fields =
        [
            ("asset_name", "Der Käufer 🛒"), ("asset_type", "other"), ("title", "A title"), ("description", "Two\r\nlines"), ("ad_copy_text", "Buy: now; 'or' \"never\""),
            ("headline_text", "عنوان رئيسي"), ("cta_text", "Kaufen"), ("brand_id", "brand-7"), ("external_asset_id", "ad/99"),
        ];

        var created = (await tenant.UploadAsync(space.Id, file, [.. fields, ("tags", " Hero,summer , HERO,")])).Expect(HttpStatusCode.Created);
        var got = (await tenant.GetAsync($"campaign-assets/{created.Id}")).Expect(HttpStatusCode.OK);

        Assert.Equal(created.Text, got.Text);
        Assert.Equal(created.Headers.ETag, got.Headers.ETag);
        Assert.Equal($"/api/campaign-assets/{created.Id}", created.Headers.Location?.ToString());
        Assert.All(fields, field => Assert.Equal(field.Value, (string?)got[field.Name]));
        Assert.Equal(["hero", "summer"], got["tags"].AsArray().Select(tag => (string?)tag));
        Assert.Equal((file.Sha256, 12_345, "application/octet-stream"), ((string?)got["file_hash"], (int)got["file_size"], (string?)got["mime_type"]));
        Assert.Equal((space.Id, tenant.TenantId, "none"), ((Guid)got["campaign_space_id"], (string?)got["tenant_id"], (string?)got["processing_status"]));
        Assert.Equal($"/api/campaign-assets/{created.Id}/file", (string?)got["file_url"]);
    }

    [Fact]
    public async Task An_asset_without_a_name_is_called_like_its_file()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();

        var created = await tenant.UploadAsync(space.Id, TestFile.OfText("Buy now", "Заголовок 🚀.txt"), ("asset_type", "ad_copy"));

        Assert.Equal("Заголовок 🚀.txt", (string?)created.Expect(HttpStatusCode.Created)["asset_name"]);
    }

    [Theory]
    [InlineData("ad_copy")]
    [InlineData("headline")]
    [InlineData("description")]
    [InlineData("call_to_action")]
    [InlineData("other")]
    public async Task Text_needs_no_file(string assetType)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();

        var created = (await tenant.AnAssetAsync(space.Id, "Words", assetType)).Expect(HttpStatusCode.Created);

        Assert.Equal((null, null, "none"), ((string?)created.Json["file_url"], (string?)created.Json["file_hash"], (string?)created["processing_status"]));
        Assert.Equal(1, (int)(await tenant.GetAsync($"campaign-spaces/{space.Id}"))["asset_count"]);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    public async Task Media_need_a_file(string assetType)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();

        var answer = (await tenant.AnAssetAsync(space.Id, "Nothing", assetType)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"]["file"]);
    }

    [Fact]
    public async Task A_browsers_file_field_left_empty_is_no_file()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        using var form = new RawForm().Field("asset_name", "Words").Field("asset_type", "headline").File(fileName: string.Empty, []).Build();

        var created = (await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space.Id}/assets", form)).Expect(HttpStatusCode.Created);

        Assert.Null((string?)created.Json["file_hash"]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "..")]
    [InlineData("مرحبا\u202Egnp.exe", "مرحبا\u202Egnp.exe")]
    [InlineData("👩‍👩‍👧‍👦.bin", "👩‍👩‍👧‍👦.bin")]
    [InlineData("'; drop table campaign_assets; --.bin", "'; drop table campaign_assets; --.bin")]
    [InlineData("%2e%2e%2fx.bin", "%2e%2e%2fx.bin")]
    [InlineData("CON", "CON")]
    public async Task File_names_are_data_never_paths(string fileName, string assetName)
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        using var form = new RawForm().Field("asset_type", "other").File(fileName, TestFile.OfRandomBytes().Bytes).Build();

        var created = (await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space.Id}/assets", form)).Expect(HttpStatusCode.Created);

        Assert.Equal(assetName, (string?)created["asset_name"]);
        Assert.Matches($"^t/{tenant.TenantId}/[0-9a-f-]{{36}}$", (string?)created["gcs_path"]);
        (await StoredState.OfAsync(api, tenant)).ExpectWhole();
    }

    [Fact]
    public async Task A_name_of_255_characters_fits_and_one_of_256_does_not()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        var longest = string.Concat(Enumerable.Repeat("🌞", 255));

        var fits = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"), ("asset_name", longest));
        var fitsByFile = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(name: longest), ("asset_type", "other"));
        var tooLong = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"), ("asset_name", longest + "x"));
        var tooLongByFile = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(name: longest + "x"), ("asset_type", "other"));

        Assert.Equal(longest, (string?)fits.Expect(HttpStatusCode.Created)["asset_name"]);
        Assert.Equal(longest, (string?)fitsByFile.Expect(HttpStatusCode.Created)["asset_name"]);
        Assert.NotNull(tooLong.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["asset_name"]);
        Assert.NotNull(tooLongByFile.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["asset_name"]);
    }

    [Fact]
    public async Task The_tenant_may_be_named_in_the_form_before_or_behind_the_file()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var address = new Uri(api.Address, $"api/campaign-assets/campaign-spaces/{space.Id}/assets");
        using var before = new RawForm().Field("tenant_id", tenant.TenantId).Field("user_id", "ann").Field("asset_type", "other").File("a.bin", TestFile.OfRandomBytes().Bytes).Build();
        using var behind = new RawForm().File("b.bin", TestFile.OfRandomBytes().Bytes).Field("asset_type", "other").Field("user_id", "bob").Field("tenant_id", tenant.TenantId).Build();

        using var first = await api.Http.PostAsync(address, before);
        using var second = await api.Http.PostAsync(address, behind);
        // Or the user alone.
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(name: "c.bin"), ("asset_type", "other"), ("user_id", "cem"))).Expect(HttpStatusCode.Created);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        var assets = (await tenant.GetAsync("campaign-assets/assets?order_by=asset_name&order_desc=false"))["assets"].AsArray();
        Assert.Equal(["a.bin ann", "b.bin bob", "c.bin cem"], assets.Select(asset => $"{asset!["asset_name"]} {asset["user_id"]}"));
        (await StoredState.OfAsync(api, tenant)).ExpectWhole();
    }

    [Fact]
    public async Task A_field_is_kept_to_its_first_character()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var asset = (await tenant.AnAssetAsync((await tenant.ASpaceAsync()).Id, fields: ("title", "\uFEFFA title"))).Expect(HttpStatusCode.Created);

        Assert.Equal("\uFEFFA title", (string?)asset["title"]);
    }

    [Fact]
    public async Task The_first_bytes_decide_which_type_is_stored()
    {
        using var media = new TestMedia();
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        var picture = new TestFile("photo", "application/octet-stream", await File.ReadAllBytesAsync(media.Picture("a.jpg")));

        var created = await tenant.UploadAsync(space.Id, picture, ("asset_type", "image"));

        Assert.Equal("image/jpeg", (string?)created.Expect(HttpStatusCode.Created)["mime_type"]);
    }
}
