using Google.Apis.Auth.OAuth2;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// Google's application default credentials (https://cloud.google.com/docs/authentication/application-default-credentials):
/// a file that GOOGLE_APPLICATION_CREDENTIALS names (a key, or how to federate), gcloud's own, or the machine's.
/// </summary>
internal sealed class GoogleCredentialSource(Func<CancellationToken, Task<GoogleCredential>> find)
{
    private const string Variable = "GOOGLE_APPLICATION_CREDENTIALS";

    public GoogleCredentialSource()
        : this(GoogleCredential.GetApplicationDefaultAsync)
    {
    }

    /// <summary>Null when there are none at all. Credentials that are there and cannot be read are an error.</summary>
    public async Task<GoogleCredential?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            return await find(cancellation);
        }
        catch (InvalidOperationException exception) when (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
        {
            throw new ObjectStoreException(ObjectStoreFault.Unauthenticated, $"The credentials that {Variable} names cannot be read.", exception);
        }
        catch (InvalidOperationException)
        {
            // How Google's library says that it has looked everywhere.
            return null;
        }
    }
}
