using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Media;

/// <summary>An API whose bucket has a name, and whose files are decoded at once: these tests are about the events before that.</summary>
public sealed class EventApi : IAsyncLifetime, IMediaInspector
{
    public const string Bucket = "campaigns-test";

    /// <summary>What a file begins with that cannot be processed, however often.</summary>
    private const byte Poison = (byte)'!';

    /// <summary>What a file begins with that can only be processed once the store is back.</summary>
    private const byte Away = (byte)'?';

    private readonly ConcurrentDictionary<string, byte> notAway = new(StringComparer.Ordinal);

    internal RunningApi Api { get; private set; } = null!;

    /// <summary>Takes a 500 for what it is: the answer to an event whose processing broke.</summary>
    private HttpClient Http { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await RunningApi.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ObjectStore:Bucket"] = Bucket },
            services => services.AddSingleton<IMediaInspector>(this));
        Http = new HttpClient { BaseAddress = Api.Address };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Api.DisposeAsync();
    }

    async Task<Result<MediaFacts>> IMediaInspector.InspectAsync(string path, string mimeType, string thumbnailPath, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(path, cancellation);
        if (content[0] == Poison)
            throw new InvalidOperationException("This file cannot be processed.");
        if (content[0] == Away && !notAway.ContainsKey(Encoding.UTF8.GetString(content)))
            throw new ObjectStoreException(ObjectStoreFault.Unavailable, "The store is away.");

        await File.WriteAllTextAsync(thumbnailPath, "thumbnail", cancellation);
        return new MediaFacts(1, 1, DurationSeconds: null, Orientation: 1, PerceptualHash: 0, new Dictionary<string, string>(StringComparer.Ordinal), "image/webp");
    }

    /// <summary>A tenant nobody else has.</summary>
    internal static string NewTenant() => $"t-{Guid.CreateVersion7():N}";

    /// <summary>Files that wait to be processed, with their objects; gives the objects' names.</summary>
    internal async Task<IReadOnlyList<string>> FilesAsync(string tenant, int count, string content = "file")
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        var names = ids.Select(id => ObjectName.OfFile(tenant, id)).ToList();
        names.ForEach(name => Put(name, content));
        await RowsAsync(tenant, ids);
        return names;
    }

    internal static Task RowsAsync(string tenant, Guid[] ids) => TestRows.ExecuteAsync(
        """
        insert into stored_files (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
        select @tenant, id, sha256(id::text::bytea), 't/' || @tenant || '/' || id, 4, 'image/png', 'pending', 1, now() from unnest(@ids) as id
        """,
        ("tenant", tenant),
        ("ids", ids));

    internal void Put(string name, string content)
    {
        var path = Path.Combine(Api.ObjectsFolder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>From now on a file of this content is processed.</summary>
    internal void IsBack(string content) => notAway.TryAdd(content, 0);

    internal int Thumbnails(string tenant) => Directory.GetFiles(Path.Combine(Api.ObjectsFolder, "t", tenant), "*.thumb").Length;

    internal async Task<HttpStatusCode> SendAsync(JsonNode body, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        await SendAsync(body.ToJsonString(), contentType, headers);

    internal async Task<HttpStatusCode> SendAsync(string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/events/objects") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>As Pub/Sub pushes it: https://cloud.google.com/pubsub/docs/push#receive_push, https://cloud.google.com/storage/docs/pubsub-notifications</summary>
    internal static JsonObject Pushed(string objectName, string eventType = "OBJECT_FINALIZE", string bucket = Bucket, string generation = "1", string? messageId = null) => new()
    {
        ["message"] = new JsonObject
        {
            ["attributes"] = new JsonObject
            {
                ["eventType"] = eventType,
                ["bucketId"] = bucket,
                ["objectId"] = objectName,
                ["objectGeneration"] = generation,
                ["payloadFormat"] = "JSON_API_V1",
                ["notificationConfig"] = $"projects/_/buckets/{bucket}/notificationConfigs/1",
            },
            ["data"] = Convert.ToBase64String("{}"u8),
            ["messageId"] = messageId ?? $"{Guid.CreateVersion7():N}",
            ["message_id"] = messageId ?? "1",
            ["publishTime"] = "2026-01-22T10:00:00.000Z",
        },
        ["subscription"] = "projects/p/subscriptions/objects",
        ["deliveryAttempt"] = 1,
    };

    internal static JsonObject Data(string objectName, string bucket = Bucket) =>
        new() { ["bucket"] = bucket, ["name"] = objectName, ["generation"] = "1", ["size"] = "4", ["contentType"] = "image/png" };

    internal static async Task<string> StateOfAsync(string objectName) =>
        (await TestRows.ScalarAsync<string>("select state from stored_files where object_name = @name", ("name", objectName)))!;

    /// <summary>What is kept of events whose object's name begins so: <c>tenant state attempts</c>.</summary>
    internal static async Task<IReadOnlyList<string>> KeptAsync(string prefix)
    {
        await using var connection = await TestDatabase.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select concat_ws(' ', tenant_id, state, attempts) from object_events where starts_with(object_name, @prefix) order by object_name", connection)
        {
            Parameters = { new("prefix", prefix) },
        };
        await using var rows = await command.ExecuteReaderAsync();
        var kept = new List<string>();
        while (await rows.ReadAsync())
            kept.Add(rows.GetString(0));
        return kept;
    }
}
