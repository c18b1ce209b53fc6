using Google.Apis.Auth.OAuth2;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// Google's application default credentials (https://cloud.google.com/docs/authentication/application-default-credentials):
/// a file that GOOGLE_APPLICATION_CREDENTIALS names (a key, or how to federate), gcloud's own, or the machine's.
/// </summary>
internal sealed class GoogleCredentialSource(Func<CancellationToken, Task<GoogleCredential>> find)
{
    public GoogleCredentialSource()
        : this(GoogleCredential.GetApplicationDefaultAsync)
    {
    }

    /// <summary>Null when there are none at all; credentials that are there and cannot be read are an error.</summary>
    public async Task<GoogleCredential?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            return await find(cancellation);
        }
        catch (InvalidOperationException exception) when (exception.Message.StartsWith("Your default credentials were not found", StringComparison.Ordinal))
        {
            return null;
        }
        catch (InvalidOperationException exception)
        {
            throw new ObjectStoreException(ObjectStoreFault.Unauthenticated, "There are Google credentials, but they cannot be read.", exception);
        }
    }
}
