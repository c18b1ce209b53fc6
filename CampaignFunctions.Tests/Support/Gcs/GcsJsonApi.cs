using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>Objects by https://cloud.google.com/storage/docs/json_api/v1: get, media, delete, list.</summary>
internal static class GcsJsonApi
{
    public static GcsAnswer Get(GcsBucket bucket, GcsRequest request, string name) =>
        bucket.Find(name) is { } found ? GcsAnswer.Json(found.ToJson()) : Missing(bucket, name);

    public static GcsAnswer Media(GcsBucket bucket, GcsRequest request, string name) =>
        bucket.Find(name) is { } found && (request.Number("generation") ?? found.Generation) == found.Generation ? GcsAnswer.Media(found, request) : Missing(bucket, name);

    public static GcsAnswer Delete(GcsBucket bucket, GcsRequest request, string name) => bucket.Delete(name, request.Number("ifGenerationMatch")) switch
    {
        true => GcsAnswer.Empty(StatusCodes.Status204NoContent),
        false => ConditionNotMet(),
        null => Missing(bucket, name),
    };

    public static GcsAnswer List(GcsBucket bucket, GcsRequest request)
    {
        var after = request["pageToken"] is { } token ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : null;
        var (items, hasMore) = bucket.Page(request["prefix"] ?? string.Empty, request["startOffset"] ?? string.Empty, after, (int)Math.Min(request.Number("maxResults") ?? 1000, 1000));

        var page = new JsonObject { ["kind"] = "storage#objects" };
        if (items.Count > 0)
            page["items"] = new JsonArray([.. items.Select(item => item.ToJson())]);
        if (hasMore)
            page["nextPageToken"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(items[^1].Name));
        return GcsAnswer.Json(page);
    }

    public static GcsAnswer ConditionNotMet() =>
        GcsAnswer.Error(StatusCodes.Status412PreconditionFailed, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");

    private static GcsAnswer Missing(GcsBucket bucket, string name) =>
        GcsAnswer.Error(StatusCodes.Status404NotFound, "notFound", $"No such object: {bucket.Name}/{name}");
}
