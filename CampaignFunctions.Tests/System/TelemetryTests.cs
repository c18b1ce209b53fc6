using System.Text;
using CampaignFunctions.Core.Media;
using CampaignFunctions.SystemState;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Npgsql;

namespace CampaignFunctions.Tests.SystemState;

/// <summary>That the instruments record, and with which tags.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_timer_that_breaks_off_is_measured_with_its_error_and_still_breaks_off()
    {
        var definition = new Mock<FunctionDefinition>();
        definition.Setup(one => one.Name).Returns("SweepUploadsOnTimer");
        var context = new Mock<FunctionContext>();
        context.Setup(one => one.FunctionDefinition).Returns(definition.Object);
        context.Setup(one => one.Items).Returns(new Dictionary<object, object>());
        using var metrics = new RecordedMetrics();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new TelemetryMiddleware(TimeProvider.System).Invoke(context.Object, _ => throw new InvalidOperationException("no")));

        var measured = metrics.Single("faas.invoke_duration").Tags;
        Assert.Equal(["error.type", "faas.name", "faas.trigger"], measured.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("SweepUploadsOnTimer", "timer", "System.InvalidOperationException"), (measured["faas.name"], measured["faas.trigger"], measured["error.type"]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_decoded_is_a_failure_of_its_kind()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        using var media = new TestMedia();
        var objectName = await PendingFileAsync(api, tenant, await File.ReadAllBytesAsync(media.Truncated(media.Picture("a.png"), 0.2)));
        using var metrics = new RecordedMetrics();

        await using var scope = api.Host.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<ProcessUploadOfObject>().RunAsync(objectName, CancellationToken.None);

        Assert.Equal(ProcessOutcome.Failed, outcome.Match(one => one, error => throw new InvalidOperationException(error.Detail)));
        var inspected = metrics.Single("campaign_functions.media.inspection.duration").Tags;
        Assert.Equal(("image", "failed", "media_unreadable"), (inspected["campaign_functions.media.kind"], inspected["campaign_functions.outcome"], inspected["error.type"]));
        Assert.InRange(metrics.Single("campaign_functions.uploads.wait").Value, 3600, 2 * 3600);
    }

    [Fact]
    public async Task A_request_to_the_bucket_that_is_sent_again_is_counted_by_operation_and_fault()
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = new GcsStore(server);
        server.Fail(GcsCall.List, GcsFault.Unavailable);
        using var metrics = new RecordedMetrics();

        await foreach (var entry in bucket.Store.ListAsync("t/", from: null, CancellationToken.None))
            Assert.Fail($"{entry.Name} is there.");

        var retry = metrics.Single("campaign_functions.object_store.retries");
        Assert.Equal((1, "list", "unavailable"), (retry.Value, retry.Tags["campaign_functions.object_store.operation"], retry.Tags["error.type"]));
    }

    /// <summary>A file an hour old that nothing has looked at yet. Gives its object's name.</summary>
    private static async Task<string> PendingFileAsync(RunningApi api, TenantApi tenant, byte[] bytes)
    {
        var id = Guid.CreateVersion7();
        var objectName = $"t/{tenant.TenantId}/{id}";
        Directory.CreateDirectory(Path.Combine(api.ObjectsFolder, "t", tenant.TenantId));
        await File.WriteAllBytesAsync(Path.Combine(api.ObjectsFolder, objectName), bytes);

        await using var connection = new NpgsqlConnection(TestDatabase.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into stored_files (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
            values ($1, $2, sha256($3), $4, $5, 'image/png', 'pending', 0, now() - interval '1 hour')
            """,
            connection)
        {
            Parameters = { new() { Value = tenant.TenantId }, new() { Value = id }, new() { Value = Encoding.ASCII.GetBytes(objectName) }, new() { Value = objectName }, new() { Value = (long)bytes.Length } },
        };
        await command.ExecuteNonQueryAsync();
        return objectName;
    }
}
