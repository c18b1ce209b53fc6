using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>A service account: who may call a <see cref="GcsServer"/> and sign addresses for it.</summary>
internal sealed class GcsAccount
{
    // Making keys is slow; whose they are doesn't matter to any test.
    private static readonly Lazy<RSA> AnyPair = new(() => RSA.Create(2048));
    private readonly RSA pair = AnyPair.Value;

    public string Email { get; } = "campaigns@test-project.iam.gserviceaccount.com";

    public string KeyId { get; } = "key-1";

    /// <summary>What another cloud says of who we are there; worth a token of this account's at the <see cref="TokenServer"/>.</summary>
    public string SubjectToken { get; } = "what-azure-says";

    public Uri? TokenServer { get; set; }

    public GoogleCredential Credential => CredentialFactory.FromJson<ServiceAccountCredential>(KeyFile).ToGoogleCredential();

    /// <summary>What GOOGLE_APPLICATION_CREDENTIALS may name.</summary>
    public string KeyFile => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "test-project",
        ["private_key_id"] = KeyId,
        ["private_key"] = pair.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = Email,
        ["client_id"] = "1",
        ["token_uri"] = TokenServer!.ToString(),
    }.ToJsonString();

    /// <summary>Another kind GOOGLE_APPLICATION_CREDENTIALS may name: no key, but where another cloud's token lies (https://google.aip.dev/auth/4117).</summary>
    public string FederationFile(string subjectTokenFile) => new JsonObject
    {
        ["type"] = "external_account",
        ["audience"] = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/azure/providers/campaigns",
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
        ["token_url"] = TokenServer!.ToString(),
        ["credential_source"] = new JsonObject { ["file"] = subjectTokenFile },
    }.ToJsonString();

    public byte[] Sign(byte[] data) => pair.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public bool HasSigned(byte[] data, byte[] signature) => pair.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>A token the account signed itself (https://google.aip.dev/auth/4111), for Cloud Storage and not expired.</summary>
    public bool IsTokenOfOurs(string token, DateTimeOffset now)
    {
        if (token.Split('.') is not [var header, var payload, var signature])
            return false;

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload)).RootElement;
        return HasSigned(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature))
            && claims.GetProperty("iss").GetString() == Email
            && claims.GetProperty("scope").GetString()!.Contains("/auth/devstorage.", StringComparison.Ordinal)
            && claims.GetProperty("exp").GetInt64() > now.ToUnixTimeSeconds();
    }
}
