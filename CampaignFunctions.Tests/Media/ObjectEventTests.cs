using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Media;

public sealed class ObjectEventTests(EventApi events) : IClassFixture<EventApi>
{
    private const string CloudEvents = "application/cloudevents+json";
    private const string Finalized = "google.cloud.storage.object.v1.finalized";

    private readonly string tenant = EventApi.NewTenant();

    public static TheoryData<string> Envelopes => ["pushed", "structured", "structured, as plain JSON", "binary", "plain"];

    public static TheoryData<string> OtherTypes => ["OBJECT_DELETE", "OBJECT_METADATA_UPDATE", "OBJECT_ARCHIVE", "SOMETHING_NEW"];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task An_event_is_taken_in_whatever_envelope(string envelope)
    {
        var name = (await events.FilesAsync(tenant, 1)).Single();

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(envelope, name));

        Assert.Equal("ready", await EventApi.StateOfAsync(name));
        Assert.Empty(await EventApi.KeptAsync(name));
    }

    [Theory]
    [MemberData(nameof(OtherTypes))]
    public async Task Other_things_a_bucket_tells_need_nothing(string eventType)
    {
        var name = (await events.FilesAsync(tenant, 1)).Single();

        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name, eventType)));
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(Structured(name, "google.cloud.storage.object.v1.deleted"), CloudEvents));
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Data(name), headers: [("ce-type", "google.cloud.storage.object.v1.archived")]));

        Assert.Equal("pending", await EventApi.StateOfAsync(name));
        Assert.Empty(await EventApi.KeptAsync(name));
    }

    [Fact]
    public async Task An_event_of_another_bucket_is_parked_at_once()
    {
        var name = (await events.FilesAsync(tenant, 1)).Single();

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name, bucket: "somebody-elses")));

        Assert.Equal("pending", await EventApi.StateOfAsync(name));
        Assert.Equal(["~ parked 1"], await EventApi.KeptAsync($"somebody-elses/{name}"));
    }

    [Fact]
    public async Task An_event_before_its_row_is_committed_is_asked_for_again()
    {
        var id = Guid.CreateVersion7();
        var name = ObjectName.OfFile(tenant, id);
        events.Put(name, "file");
        Assert.Equal(HttpStatusCode.NotFound, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Equal([$"{tenant} waiting 1"], await EventApi.KeptAsync(name));
        await EventApi.RowsAsync(tenant, [id]);

        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));

        Assert.Equal("ready", await EventApi.StateOfAsync(name));
        Assert.Empty(await EventApi.KeptAsync(name));
    }

    [Fact]
    public async Task An_event_of_an_object_that_is_gone_is_taken()
    {
        var name = ObjectName.OfFile(tenant, Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Empty(await EventApi.KeptAsync(name));
    }

    [Fact]
    public async Task An_event_of_a_direct_upload_reads_its_object()
    {
        var id = Guid.CreateVersion7();
        var name = ObjectName.OfFile(tenant, id);
        events.Put(name, "hello");
        await TestRows.ExecuteAsync(
            """
            insert into direct_uploads (tenant_id, id, campaign_space_id, object_name, file_size, mime_type, form, created_at, expires_at)
            values (@tenant, @id, gen_random_uuid(), @name, 5, 'text/plain', '{}', now(), now() + interval '1 hour')
            """,
            ("tenant", tenant), ("id", id), ("name", name));

        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));

        Assert.True(await TestRows.ScalarAsync<bool>("select sha256 = sha256('hello') from direct_uploads where id = @id", ("id", id)));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("foreign")]
    [InlineData("malformed")]
    public async Task Poison_is_parked_after_five_attempts_however_many_come_at_once(string kind)
    {
        var (body, name, keeper) = PoisonOf(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => events.SendAsync(body)));

        Assert.Equal(4, answers.Count(answer => answer != HttpStatusCode.NoContent));
        Assert.DoesNotContain(answers, answer => (int)answer >= 500);
        Assert.Equal([$"{keeper} parked 5"], await EventApi.KeptAsync(name));
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(body));
    }

    [Fact]
    public async Task A_file_whose_processing_breaks_each_time_is_parked_after_five_attempts()
    {
        var name = (await events.FilesAsync(tenant, 1, "!poison")).Single();

        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));

        Assert.Equal([$"{tenant} parked 5"], await EventApi.KeptAsync(name));
        Assert.Equal("Processing it broke off with a InvalidOperationException.", await TestRows.ScalarAsync<string>("select reason from object_events where object_name = @name", ("name", name)));
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Equal([$"{tenant} parked 5"], await EventApi.KeptAsync(name));
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_counted()
    {
        var content = $"?{tenant}";
        var name = (await events.FilesAsync(tenant, 1, content)).Single();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Empty(await EventApi.KeptAsync(name));

        events.IsBack(content);
        Assert.Equal(HttpStatusCode.NoContent, await events.SendAsync(EventApi.Pushed(name)));
        Assert.Equal("ready", await EventApi.StateOfAsync(name));
    }

    [Fact]
    public async Task While_the_database_is_away_every_event_is_asked_for_again()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(TestDatabase.AppConnectionString) { Port = 1 }.ConnectionString;
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = nowhere });

        var good = await api.NewTenant().PostAsync("events/objects", EventApi.Pushed(ObjectName.OfFile(tenant, Guid.CreateVersion7())));
        var bad = await api.NewTenant().PostAsync("events/objects", new { id = tenant });

        good.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        bad.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("null", "application/cloudevents+json")]
    [InlineData("""{"x":1}""", "application/json")]
    [InlineData("""{"tenant_id":"t-1"}""", "application/json")]
    [InlineData("""{"message":{}}""", "application/json")]
    [InlineData("""{"message":7}""", "application/json")]
    [InlineData("""{"message":{"attributes":{"eventType":"OBJECT_FINALIZE","bucketId":"campaigns-test"}}}""", "application/json")]
    [InlineData("""{"message":{"attributes":{"eventType":"OBJECT_FINALIZE","objectId":"t/a/b"}}}""", "application/json")]
    [InlineData("""{"message":{"attributes":{"eventType":"OBJECT_FINALIZE","bucketId":"campaigns-test","objectId":"t/a/b","objectGeneration":"-1"}}}""", "application/json")]
    [InlineData("""{"message":{"attributes":{"bucketId":"campaigns-test","objectId":"t/a/b"}}}""", "application/json")]
    [InlineData("""{"data":{"name":"a\u0000b"}}""", "application/json")]
    [InlineData("""{"data":"text"}""", "application/json")]
    [InlineData("hello", "text/plain")]
    public async Task What_cannot_be_read_is_asked_for_again(string body, string contentType)
    {
        var answer = await events.SendAsync(body, contentType);

        Assert.Contains(answer, new[] { HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType });
    }

    [Fact]
    public async Task A_name_longer_than_any_object_has_cannot_be_read() =>
        Assert.Equal(HttpStatusCode.BadRequest, await events.SendAsync(EventApi.Pushed($"{tenant}/{new string('ä', 600)}")));

    private (JsonObject Body, string Name, string Keeper) PoisonOf(string kind)
    {
        var name = ObjectName.OfFile(tenant, Guid.CreateVersion7());
        switch (kind)
        {
            case "unknown":
                events.Put(name, "file");
                return (EventApi.Pushed(name), name, tenant);
            case "foreign":
                return (EventApi.Pushed($"{tenant}/picture.png"), $"{tenant}/picture.png", "~");
            default:
                // The count of its deliveries is in it; the message is the same.
                var body = EventApi.Pushed(name, messageId: tenant);
                body["message"]!["attributes"] = null;
                return (body, $"message:{tenant}", "~");
        }
    }

    private Task<HttpStatusCode> SendAsync(string envelope, string name) => envelope switch
    {
        "pushed" => events.SendAsync(EventApi.Pushed(name)),
        "structured" => events.SendAsync(Structured(name), CloudEvents),
        "structured, as plain JSON" => events.SendAsync(Structured(name)),
        "binary" => events.SendAsync(
            EventApi.Data(name),
            headers: [("ce-specversion", "1.0"), ("ce-type", Finalized), ("ce-source", $"//storage.googleapis.com/projects/_/buckets/{EventApi.Bucket}"), ("ce-id", $"{Guid.CreateVersion7()}"), ("ce-subject", $"objects/{name}")]),
        _ => events.SendAsync(new JsonObject { ["data"] = new JsonObject { ["name"] = name } }),
    };

    private static JsonObject Structured(string name, string type = Finalized) => new()
    {
        ["specversion"] = "1.0",
        ["type"] = type,
        ["source"] = $"//storage.googleapis.com/projects/_/buckets/{EventApi.Bucket}",
        ["subject"] = $"objects/{name}",
        ["id"] = $"{Guid.CreateVersion7()}",
        ["time"] = "2026-01-22T10:00:00Z",
        ["datacontenttype"] = "application/json",
        ["data"] = EventApi.Data(name),
    };
}
