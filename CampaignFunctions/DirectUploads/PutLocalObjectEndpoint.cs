using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.DirectUploads;

/// <summary>What a bucket's signed address is, where files lie in a folder.</summary>
public sealed class PutLocalObjectEndpoint(PutLocalObject putLocalObject)
{
    [Function(nameof(PutLocalObject))]
    [EndpointSummary("Send the bytes of a direct upload (file store only)"), Query<LocalUploadQuery>, ProducesResponseType(StatusCodes.Status200OK), Fails(400, 403, 404, 412, 415, 503)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "local-objects/t/{tenantId}/{fileId:guid}")] HttpRequest request,
        string tenantId,
        Guid fileId,
        CancellationToken cancellation)
    {
        if (!putLocalObject.IsOffered || !TenantId.IsValid(tenantId))
            return Problems.From(new OperationError(ErrorKind.NotFound, "not_found", "There is nothing here."));
        if (QueryReader.Read<LocalUploadQuery>(request.Query).Failed(out var error, out var signed))
            return Problems.From(error);

        var upload = new LocalUpload(ObjectName.OfFile(tenantId, fileId), signed.Type!, signed.Size!.Value, signed.Expires!.Value);
        var result = await putLocalObject.RunAsync(upload, signed.Signature!, request.ContentType, request.Body, cancellation);

        return result.Match(_ => Answer.Written(WriteNothing), Problems.From);
    }

    // 200 and no body, as a bucket answers (https://cloud.google.com/storage/docs/xml-api/put-object-upload).
    private static Task WriteNothing(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return Task.CompletedTask;
    }
}
