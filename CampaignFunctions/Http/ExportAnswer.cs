using CampaignFunctions.Core.Exports;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>An export as a download. One that breaks off ends the connection, so that a part is never taken for the whole.</summary>
public static class ExportAnswer
{
    public const string Csv = "text/csv";

    public const string Json = "application/json";

    public static IResult From(IExport export) => Answer.Written(context =>
    {
        context.Response.ContentType = export.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{export.FileName}\"";
        return export.WriteAsync(context.Response.Body, context.RequestAborted);
    });
}
