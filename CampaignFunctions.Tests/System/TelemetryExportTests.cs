using System.Net;
using System.Net.Http.Headers;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CampaignFunctions.Tests.SystemState;

/// <summary>What leaves the process: a server of its own reports to a collector here.</summary>
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
    private OwnDatabase database = null!;
    private TestCollector collector = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        collector = await TestCollector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await collector.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_call_is_a_span_with_its_statements_below_it_and_counted_by_function_and_status()
    {
        await using var server = await StartAsync();
        var tenant = new TenantApi(server.Http, "the-tenant");
        await tenant.ASpaceAsync();
        await tenant.ASpaceAsync();
        (await tenant.PostAsync("campaign-spaces", new { platform = "meta" })).Expect(HttpStatusCode.BadRequest);

        var created = await Poll.UntilAsync(() => Task.FromResult(collector.Spans.FirstOrDefault(span => span.Name == "CreateCampaignSpace")), span => span is not null);
        Assert.Equal("CampaignFunctions", created!.Source);
        Assert.Equal(["faas.invocation_id", "faas.name", "faas.trigger", "http.response.status_code"], created.Tags.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("CreateCampaignSpace", "http", "201"), (created.Tags["faas.name"], created.Tags["faas.trigger"], created.Tags["http.response.status_code"]));
        await Poll.UntilAsync(() => collector.Spans.Any(span => span.Source == "Npgsql" && span.TraceId == created.TraceId && span.ParentId == created.SpanId));
        await Poll.UntilAsync(() => collector.Spans.Any(span => span.Source == "Microsoft.AspNetCore" && span.SpanId == created.ParentId && span.Tags.GetValueOrDefault("http.request.method") == "POST"));

        await Poll.UntilAsync(() => CountOf("CreateCampaignSpace", "201") == 2 && CountOf("CreateCampaignSpace", "400") == 1);
        Assert.Equal("campaign-functions", collector.Resource["service.name"]);
        Assert.NotEmpty(collector.Resource["service.instance.id"]);
    }

    [Fact]
    public async Task The_service_is_called_what_the_environment_calls_it()
    {
        await using var server = await StartAsync(("OTEL_SERVICE_NAME", "campaigns-staging"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging"));

        await Poll.UntilAsync(() => collector.Resource.Count > 0);

        Assert.Equal(("campaigns-staging", "staging"), (collector.Resource["service.name"], collector.Resource["deployment.environment.name"]));
    }

    [Fact]
    public async Task Nothing_that_callers_say_leaves_with_it()
    {
        await using var server = await StartAsync();
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret-token");
        var tenant = new TenantApi(server.Http, "secret-tenant");
        var space = await tenant.ASpaceAsync("Secret campaign", also: new { description = "secret-words", tags = new[] { "secret-tag" } });
        (await tenant.GetAsync("campaign-spaces?search=secret-words&user_id=secret-user")).Expect(HttpStatusCode.OK);
        (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.OK);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(1000), ("asset_type", "other"), ("asset_name", "secret-asset"))).Expect(HttpStatusCode.Created);
        (await tenant.GetAsync("no-such-route/secret-path")).Expect(HttpStatusCode.NotFound);

        await Poll.UntilAsync(() => CountOf("UploadAsset", "201") == 1 && collector.Spans.Any(span => span.Name == "UploadAsset") && collector.Spans.Count(span => span.Source == "Microsoft.AspNetCore") >= 5);

        Assert.All(
            ["secret", "Secret", space.Id.ToString(), "tenant_id", "url.path", "url.query", "user_agent", "client.address", "select ", "INSERT INTO", database.AppConnectionString[..20]],
            text => Assert.False(collector.Received(text), $"'{text}' left the process."));
    }

    [Fact]
    public async Task Nor_does_anything_that_errors_say()
    {
        await using var server = await StartAsync(("Database__ConnectionString", "Host=127.0.0.1;Port=1;Username=secret-user;Password=secret-password;Database=campaigns"));
        var answer = (await new TenantApi(server.Http, "the-tenant").GetAsync("campaign-spaces")).Expect(HttpStatusCode.ServiceUnavailable);

        var failed = await Poll.UntilAsync(() => Task.FromResult(collector.Spans.FirstOrDefault(span => span.Name == "ListCampaignSpaces")), span => span is not null);
        await Poll.UntilAsync(() => collector.Spans.Any(span => span.Source == "Npgsql"));

        const int Error = 2;
        Assert.Equal((Error, "503"), (failed!.Status, failed.Tags["error.type"]));
        Assert.Equal((string?)answer["trace_id"], failed.TraceId);
        Assert.All(collector.Spans, span => Assert.Equal((0, ""), (span.Events, span.StatusMessage)));
        Assert.All(["secret", "127.0.0.1:1", "Connection refused", "   at "], text => Assert.False(collector.Received(text), $"'{text}' left the process."));
    }

    [Fact]
    public async Task Uploads_and_syncs_are_measured()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var server = await StartAsync();
        var tenant = new TenantApi(server.Http, "the-tenant");
        var space = await tenant.ASpaceAsync(also: new { external_campaign_id = "c1" }, platform: "google_ads");

        using var media = new TestMedia();
        (await tenant.UploadAsync(space.Id, new TestFile("a.png", "image/png", await File.ReadAllBytesAsync(media.Picture("a.png", 64, 48))), ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        await PendingFileAsync();
        await StartTimerAsync(server, "SweepUploadsOnTimer");

        (await tenant.PutAsync("ad-accounts/google_ads/1", new { })).Expect(HttpStatusCode.Created);
        var report = Report.OfCampaigns().Day(today, "1", "c1").Day(today.AddDays(-1), "1", "c1").Day(today, "1", "unknown");
        await File.WriteAllTextAsync(Path.Combine(folder, "warehouse", "campaign_report.csv"), report.ToString());
        await StartTimerAsync(server, "SyncPerformanceOnTimer");

        await Poll.UntilAsync(() => collector.CountOf("campaign_functions.sync.duration", ("campaign_functions.outcome", "succeeded")) == 1);
        await Poll.UntilAsync(() => collector.CountOf("campaign_functions.sync.lag") == 1);
        await Poll.UntilAsync(() => Rows("read") == 3 && Rows("changed") == 3 && Rows("unmatched") == 1);
        await Poll.UntilAsync(() => collector.CountOf("faas.invoke_duration", ("faas.name", "SyncPerformanceOnTimer"), ("faas.trigger", "timer")) == 1);
        await Poll.UntilAsync(() => collector.CountOf("campaign_functions.media.inspection.duration", ("campaign_functions.media.kind", "image"), ("campaign_functions.outcome", "ready")) == 1);
        // One was decoded, the other had no bytes.
        await Poll.UntilAsync(() => collector.CountOf("campaign_functions.uploads.wait") == 2);
        await Poll.UntilAsync(() => collector.CountOf("campaign_functions.uploads.pending") >= 1);
        await Poll.UntilAsync(() => collector.Points.Any(point => point.Metric == "db.client.connection.count" && point.Tags["db.client.connection.pool.name"] == "campaigns"));
        Assert.DoesNotContain(collector.Points, point => point.Tags.Values.Any(value => value.Contains("the-tenant", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_an_endpoint_nobody_listens()
    {
        using var export = new CampaignFunctions.SystemState.TelemetryExport(new ConfigurationBuilder().Build());
        await export.StartAsync(CancellationToken.None);

        Assert.False(Telemetry.Source.HasListeners());
    }

    private ulong CountOf(string function, string status) =>
        collector.CountOf("faas.invoke_duration", ("faas.name", function), ("faas.trigger", "http"), ("http.response.status_code", status));

    private ulong Rows(string kind) => collector.CountOf("campaign_functions.sync.rows", ("campaign_functions.sync.rows.kind", kind));

    private Task<ServerProcess> StartAsync(params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(database.AppConnectionString, folder, [.. collector.Settings, .. settings]);

    private static async Task StartTimerAsync(ServerProcess server, string function)
    {
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var started = await server.Http.PostAsync($"admin/functions/{function}", body);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
    }

    /// <summary>A row whose event never came, and whose object is gone.</summary>
    private async Task PendingFileAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            insert into stored_files (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
            values ('the-tenant', gen_random_uuid(), decode(repeat('00', 32), 'hex'), 't/the-tenant/gone', 1, 'image/png', 'pending', 0, now() - interval '1 hour')
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }
}
