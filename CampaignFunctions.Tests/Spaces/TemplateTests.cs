using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class TemplateTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Marking_makes_a_template_and_unmarking_undoes_it()
    {
        var space = await tenant.ASpaceAsync();
        await tenant.ASpaceAsync("Not a template");
        var path = $"campaign-spaces/{space.Id}/mark-as-template";

        var marked = (await tenant.PostAsync(path, new { template_metadata = new { industry = "retail" } })).Expect(HttpStatusCode.OK);
        Assert.True((bool)marked["is_template"]!);
        Assert.Equal("""{"industry":"retail"}""", marked["template_metadata"].ToJsonString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(1, (int)(await tenant.GetAsync("campaign-spaces/templates"))["total"]!);
        Assert.Equal(1, (int)(await tenant.GetAsync("campaign-spaces/templates?is_template=true&search=summer&platform=meta"))["total"]!);

        var unmarked = (await tenant.PostAsync(path, new { is_template = false })).Expect(HttpStatusCode.OK);
        Assert.False((bool)unmarked["is_template"]!);
        Assert.Equal(0, (int)(await tenant.GetAsync("campaign-spaces/templates"))["total"]!);
    }

    [Fact]
    public async Task Metadata_left_out_stays_and_null_clears_it()
    {
        var path = $"campaign-spaces/{(await tenant.ASpaceAsync()).Id}/mark-as-template";
        await tenant.PostAsync(path, new { template_metadata = new { industry = "retail" } });

        var kept = (await tenant.PostAsync(path, new { is_template = true })).Expect(HttpStatusCode.OK);
        var cleared = (await tenant.PostAsync(path, """{"template_metadata":null}""")).Expect(HttpStatusCode.OK);

        Assert.Equal("retail", (string?)kept["template_metadata"]["industry"]);
        Assert.Empty(cleared["template_metadata"].AsObject());
        Assert.True((bool)cleared["is_template"]);
    }

    [Fact]
    public async Task Marking_needs_no_body()
    {
        var space = await tenant.ASpaceAsync();

        var marked = (await tenant.PostAsync($"campaign-spaces/{space.Id}/mark-as-template")).Expect(HttpStatusCode.OK);

        Assert.True((bool)marked["is_template"]!);
    }

    [Theory]
    [InlineData("""{"template_metadata":[]}""", "template_metadata")]
    [InlineData("""{"is_template":null}""", "is_template")]
    [InlineData("""{"is_template":"yes"}""", "is_template")]
    [InlineData("""{"metadata":{}}""", "metadata")]
    public async Task A_mark_that_cannot_be_is_a_400(string body, string member)
    {
        var space = await tenant.ASpaceAsync();

        var answer = (await tenant.PostAsync($"campaign-spaces/{space.Id}/mark-as-template", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
    }

    [Fact]
    public async Task The_list_of_templates_is_of_templates()
    {
        (await tenant.GetAsync("campaign-spaces/templates?is_template=false")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync("campaign-spaces/templates?limit=0")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task Using_a_template_makes_a_space_like_it_that_is_its_own()
    {
        var template = await tenant.ASpaceAsync("Template", "meta", new
        {
            description = "A description",
            budget = 100.5,
            currency = "EUR",
            tags = new[] { "a", "b" },
            category = "c",
            brand_id = "brand",
            target_audience = "all",
            campaign_objective = "sales",
            is_template = true,
            template_metadata = new { x = 1 },
            external_campaign_id = "ext-1",
            import_source = "csv_import",
            campaign_start_date = "2025-01-01",
        });
        await SetPerformanceAsync(template.Id);

        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use?user_id=ana", new { campaign_name = "New launch", platform = "tiktok" })).Expect(HttpStatusCode.Created);

        Assert.Equal($"/api/campaign-spaces/{made.Id}", made.Headers.Location?.ToString());
        Assert.Equal(made.Text, (await tenant.GetAsync($"campaign-spaces/{made.Id}")).Expect(HttpStatusCode.OK).Text);
        Assert.NotEqual(template.Id, made.Id);
        Assert.Equal(("New launch", "new-launch", "tiktok", "ana"), ((string?)made["campaign_name"], (string?)made["campaign_slug"], (string?)made["platform"], (string?)made["user_id"]));
        Assert.All(["description", "budget", "currency", "tags", "category", "brand_id", "target_audience", "campaign_objective"], member => Assert.Equal(template[member].ToJsonString(), made[member].ToJsonString()));
        Assert.All(["external_campaign_id", "campaign_start_date", "imported_at", "performance_last_updated"], member => Assert.Null(made.Json[member]));
        Assert.All(["total_impressions", "total_clicks", "total_spend", "avg_ctr", "avg_roas", "asset_count"], member => Assert.Equal(0, (decimal)made[member]!));
        Assert.Equal((false, "manual_upload", "{}"), ((bool)made["is_template"]!, (string?)made["import_source"], made["template_metadata"].ToJsonString()));
    }

    [Fact]
    public async Task Assets_are_copied_as_new_ones_that_share_the_files()
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true });
        var file = await tenant.AFileAsync(1000);
        var second = await tenant.AFileAsync(200);
        await tenant.AnAssetRowAsync(template.Id, "First", "image", file, reusedCount: 5);
        await tenant.AnAssetRowAsync(template.Id, "Twice", "image", file, isDuplicateAllowed: true);
        await tenant.AnAssetRowAsync(template.Id, "Other", "video", second);
        await tenant.AnAssetRowAsync(template.Id, "Words");
        var deleted = await tenant.AnAssetRowAsync(template.Id, "Deleted");
        await TestRows.ExecuteAsync("update campaign_assets set deleted_at = now() where tenant_id = @tenant and id = @id", ("tenant", tenant.TenantId), ("id", deleted));
        var usage = (await tenant.GetAsync("storage/usage")).Text;

        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", new { campaign_name = "New" })).Expect(HttpStatusCode.Created);

        Assert.Equal((4, 2200), ((long)made["asset_count"]!, (long)made["total_asset_size_bytes"]!));
        Assert.Equal(usage, (await tenant.GetAsync("storage/usage")).Text);
        Assert.Equal("4,2", await TestRows.ScalarAsync<string>(
            "select string_agg(reference_count::text, ',' order by size_bytes desc) from stored_files where tenant_id = @tenant", ("tenant", tenant.TenantId)));
        Assert.Equal("First,Twice,Other,Words", await CopiesAsync("string_agg(asset_name, ',' order by created_at, id)", made.Id));
        Assert.Equal("Twice", await CopiesAsync("string_agg(asset_name, ',') filter (where is_duplicate_allowed)", made.Id));
        Assert.Equal("true", await CopiesAsync(
            """
            bool_and(reused_count = 0 and last_reused_at is null and impressions = 0 and clicks = 0 and conversions = 0 and spend = 0 and revenue = 0 and ctr = 0
              and performance_data = '{}' and import_metadata = '{}' and external_asset_id is null
              and title = 'A title' and ad_copy_text = 'Buy now' and tags = '{hero,summer}' and platform_variants <> '{}' and substr(id::text, 15, 1) = '7')::text
            """, made.Id));
        var stats = await tenant.GetAsync($"campaign-spaces/{made.Id}/stats");
        Assert.Equal((4, 2200, 0), ((long)stats["assets"]["total"]!, (long)stats["assets"]["total_size_bytes"]!, (long)stats["assets"]["total_reuses"]!));
    }

    [Fact]
    public async Task Uploaded_assets_are_there_in_the_space_made_of_their_template()
    {
        var template = await tenant.ASpaceAsync("Template");
        var file = TestFile.OfRandomBytes(5000);
        (await tenant.UploadAsync(template.Id, file, ("asset_name", "Bytes"), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await tenant.AnAssetAsync(template.Id, "Words", fields: ("headline_text", "Now or never"))).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync($"campaign-spaces/{template.Id}/mark-as-template", new { template_metadata = new { } })).Expect(HttpStatusCode.OK);

        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", new { campaign_name = "New" })).Expect(HttpStatusCode.Created);

        var originals = (await tenant.GetAsync($"campaign-assets/campaign-spaces/{template.Id}/assets"))["assets"].AsArray();
        var copies = (await tenant.GetAsync($"campaign-assets/campaign-spaces/{made.Id}/assets"))["assets"].AsArray();
        Assert.Equal(["Words", "Bytes"], copies.Select(asset => (string?)asset!["asset_name"]));
        Assert.Equal(("Now or never", file.Sha256), ((string?)copies[0]!["headline_text"], (string?)copies[1]!["file_hash"]));
        Assert.Empty(copies.Select(asset => (string?)asset!["id"]).Intersect(originals.Select(asset => (string?)asset!["id"])));
        Assert.Equal((2, 5000), ((long)made["asset_count"]!, (long)made["total_asset_size_bytes"]!));
        Assert.Equal(5000, (long)(await tenant.GetAsync("storage/usage"))["used_bytes"]!);
        (await tenant.UploadAsync(made.Id, file, ("asset_name", "Again"), ("asset_type", "other"))).ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
    }

    [Fact]
    public async Task Deleting_the_copy_for_good_leaves_the_templates_files()
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true });
        await tenant.AnAssetRowAsync(template.Id, fileId: await tenant.AFileAsync(1000));
        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", new { campaign_name = "New" })).Expect(HttpStatusCode.Created);

        (await tenant.DeleteAsync($"campaign-spaces/{made.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(1000, (long)(await tenant.GetAsync("storage/usage"))["used_bytes"]!);
        (await tenant.DeleteAsync($"campaign-spaces/{template.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, (long)(await tenant.GetAsync("storage/usage"))["used_bytes"]!);
    }

    [Fact]
    public async Task Many_copies_at_once_count_every_reference()
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true });
        var second = await tenant.ASpaceAsync("Second template", also: new { is_template = true });
        var files = new List<Guid>();
        for (var i = 0; i < 5; i++)
            files.Add(await tenant.AFileAsync(10));
        foreach (var file in files)
            await tenant.AnAssetRowAsync(template.Id, fileId: file);
        foreach (var file in Enumerable.Reverse(files))
            await tenant.AnAssetRowAsync(second.Id, fileId: file);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            tenant.PostAsync($"campaign-spaces/templates/{(i % 2 == 0 ? template : second).Id}/use", new { campaign_name = $"Copy {i}" })));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        Assert.Equal("12,12,12,12,12", await TestRows.ScalarAsync<string>("select string_agg(reference_count::text, ',') from stored_files where tenant_id = @tenant", ("tenant", tenant.TenantId)));
    }

    [Fact]
    public async Task Overrides_are_laid_over_the_template()
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true, budget = 5, description = "d", tags = new[] { "a" } });

        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", """
            {"campaign_name":"New","overrides":{"platform":"reddit","budget":7.25,"description":null,"tags":["B"],"external_campaign_id":"ext-2","campaign_start_date":"2026-01-01"}}
            """)).Expect(HttpStatusCode.Created);

        Assert.Equal(("reddit", 7.25m, "ext-2", "2026-01-01"), ((string?)made["platform"], (decimal)made["budget"]!, (string?)made["external_campaign_id"], (string?)made["campaign_start_date"]));
        Assert.Null(made.Json["description"]);
        Assert.Equal("""["b"]""", made["tags"].ToJsonString());
    }

    [Fact]
    public async Task Overrides_may_stand_beside_the_name_as_well()
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true, budget = 5 });

        var made = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", """
            {"campaign_name":"New","budget":7.25,"overrides":{"category":"seasonal"}}
            """)).Expect(HttpStatusCode.Created);

        Assert.Equal((7.25m, "seasonal"), ((decimal)made["budget"]!, (string?)made["category"]));
    }

    [Theory]
    [InlineData("""{}""", "campaign_name")]
    [InlineData("""{"campaign_name":""}""", "campaign_name")]
    [InlineData("""{"campaign_name":"N","platform":"fb"}""", "platform")]
    [InlineData("""{"campaign_name":"N","budgte":5}""", "budgte")]
    [InlineData("""{"campaign_name":"N","budget":-5}""", "budget")]
    [InlineData("""{"campaign_name":"N","budget":5,"overrides":{"budget":6}}""", "overrides.budget")]
    [InlineData("""{"campaign_name":"N","overrides":[]}""", "overrides")]
    [InlineData("""{"campaign_name":"N","overrides":{"budgte":5}}""", "overrides.budgte")]
    [InlineData("""{"campaign_name":"N","overrides":{"budget":-5}}""", "overrides.budget")]
    [InlineData("""{"campaign_name":"N","overrides":{"budget":"5"}}""", "overrides.budget")]
    [InlineData("""{"campaign_name":"N","overrides":{"tenant_id":"x"}}""", "overrides.tenant_id")]
    [InlineData("""{"campaign_name":"N","overrides":{"campaign_name":"M"}}""", "overrides.campaign_name")]
    [InlineData("""{"campaign_name":"N","platform":"meta","overrides":{"platform":"reddit"}}""", "overrides.platform")]
    public async Task A_use_that_cannot_be_is_a_400_that_names_the_member_and_makes_nothing(string body, string member)
    {
        var template = await tenant.ASpaceAsync("Template", also: new { is_template = true });

        var answer = (await tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
        Assert.Equal(1, (int)(await tenant.GetAsync("campaign-spaces"))["total"]!);
    }

    [Fact]
    public async Task What_is_no_template_of_the_tenant_cannot_be_used()
    {
        var space = await tenant.ASpaceAsync();
        var foreign = await (await RunningApi.SharedAsync()).NewTenant().ASpaceAsync(also: new { is_template = true });

        foreach (var id in new[] { space.Id, foreign.Id, Guid.CreateVersion7() })
            (await tenant.PostAsync($"campaign-spaces/templates/{id}/use", new { campaign_name = "New" })).ExpectProblem(HttpStatusCode.NotFound, "template_not_found");
    }

    private async Task SetPerformanceAsync(Guid id) =>
        (await tenant.PostAsync($"campaign-spaces/{id}/update-performance", new { impressions = 10, clicks = 5, spend = 2, conversions = 1, revenue = 3 })).Expect(HttpStatusCode.OK);

    private Task<string?> CopiesAsync(string aggregate, Guid spaceId) =>
        TestRows.ScalarAsync<string>($"select {aggregate} from campaign_assets where tenant_id = @tenant and campaign_space_id = @space", ("tenant", tenant.TenantId), ("space", spaceId));
}
