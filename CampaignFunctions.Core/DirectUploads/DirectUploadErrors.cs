using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.DirectUploads;

public static class DirectUploadErrors
{
    /// <summary>The same for an id of another tenant's, of another space, and one that was never given.</summary>
    public static OperationError NotFound() => new(ErrorKind.NotFound, "upload_not_found", "Upload not found. Those that were not completed in time are gone; begin a new one.");

    public static OperationError NotUploaded() => new(ErrorKind.Conflict, "upload_incomplete", "The file is not in the store yet. Send its bytes to upload_url, then complete the upload.");

    public static OperationError Expired() => new(ErrorKind.Conflict, "upload_expired", "This upload was not completed in time. Begin a new one.");

    /// <summary>What lies in the store is not what was announced.</summary>
    /// <param name="difference">Ends the sentence "The object in the store …".</param>
    public static OperationError Mismatch(string difference) => new(ErrorKind.Conflict, "upload_mismatch", $"The object in the store {difference}. Begin a new upload.");

    public static OperationError CannotSign() =>
        new(ErrorKind.Unavailable, "direct_upload_unavailable", "This server's credentials cannot sign addresses of the bucket, so files go through POST …/assets. Its operator finds the cause in the documentation of ObjectStore:SigningServiceAccount.");
}
