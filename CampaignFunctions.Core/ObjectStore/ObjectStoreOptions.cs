using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

public enum ObjectStoreProvider
{
    Filesystem,
    Gcs,
}

/// <summary>Settings <c>ObjectStore:*</c>.</summary>
public sealed class ObjectStoreOptions
{
    public const string Section = "ObjectStore";

    /// <summary>Google's own setting for all its client libraries: an emulator's <c>host:port</c>, called without credentials.</summary>
    public const string EmulatorVariable = "STORAGE_EMULATOR_HOST";

    public ObjectStoreProvider Provider { get; set; } = ObjectStoreProvider.Filesystem;

    /// <summary>The folder of the filesystem provider.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The bucket of the gcs provider.</summary>
    public string Bucket { get; set; } = string.Empty;

    /// <summary>Scheme, host and port of what speaks Cloud Storage's API, if it isn't Google's own.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The value of <see cref="EmulatorVariable"/>; <see cref="Endpoint"/> goes before it.</summary>
    public string? EmulatorHost { get; internal set; }

    /// <summary>The service account whose name signed addresses bear, where the credentials cannot sign by themselves.</summary>
    public string? SigningServiceAccount { get; set; }

    /// <summary>How long an address of a file works.</summary>
    public TimeSpan SignedUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the bucket may neither send nor take a byte before the request counts as lost.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often what may be repeated is tried.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The first pause before another attempt; each further one is twice as long.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How much of an object is sent, fetched and held at a time.</summary>
    public int ChunkBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Where service accounts sign; Google's own, wherever the bucket is.</summary>
    internal Uri Iam { get; set; } = new("https://iamcredentials.googleapis.com/");

    /// <summary>A bucket of Google's tells of new objects by itself; a folder or an emulator does not.</summary>
    public bool TellsOfObjects => Provider == ObjectStoreProvider.Gcs && Address is null;

    /// <summary>Null for Google's own.</summary>
    internal Uri? Address => Endpoint is { Length: > 0 } ? AddressOf(Endpoint) : EmulatorHost is { Length: > 0 } ? AddressOf(EmulatorHost) : null;

    /// <summary>Whether whatever is at <see cref="Address"/> is to be called without credentials.</summary>
    internal bool IsEmulatorWithoutCredentials => Endpoint is not { Length: > 0 } && EmulatorHost is { Length: > 0 };

    private static Uri? AddressOf(string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0, AbsolutePath: "/" or "/storage/v1" or "/storage/v1/" }
                ? new Uri(address.GetLeftPart(UriPartial.Authority))
                : null;
    }
}

internal sealed partial class ValidateObjectStoreOptions : IValidateOptions<ObjectStoreOptions>
{
    private const int ChunkUnit = 256 * 1024;

    public ValidateOptionsResult Validate(string? name, ObjectStoreOptions options) => options.Provider switch
    {
        ObjectStoreProvider.Filesystem when options.Path.Length == 0 =>
            ValidateOptionsResult.Fail("ObjectStore:Path is required with ObjectStore:Provider=filesystem, such as /var/lib/campaigns/objects."),
        ObjectStoreProvider.Gcs when MistakesOf(options).ToList() is { Count: > 0 } mistakes => ValidateOptionsResult.Fail(mistakes),
        _ => ValidateOptionsResult.Success,
    };

    private static IEnumerable<string> MistakesOf(ObjectStoreOptions options)
    {
        if (!BucketName().IsMatch(options.Bucket))
            yield return "ObjectStore:Bucket is required with ObjectStore:Provider=gcs: a bucket's name, such as campaigns-prod-assets.";

        if (options.Address is null && options.Endpoint is { Length: > 0 })
            yield return "ObjectStore:Endpoint must be a scheme, host and port, such as http://127.0.0.1:4443.";

        if (options.Address is null && options.IsEmulatorWithoutCredentials)
            yield return $"{ObjectStoreOptions.EmulatorVariable} must be a host and port, such as 127.0.0.1:4443.";

        if (options.SigningServiceAccount is { Length: > 0 } account && !account.Contains('@', StringComparison.Ordinal))
            yield return "ObjectStore:SigningServiceAccount must be a service account's e-mail address, such as campaigns@project.iam.gserviceaccount.com.";

        if (options.SignedUrlLifetime < TimeSpan.FromSeconds(1) || options.SignedUrlLifetime > TimeSpan.FromDays(7))
            yield return "ObjectStore:SignedUrlLifetime must be a time of 1 second to 7 days, such as 00:15:00.";

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromHours(1))
            yield return "ObjectStore:Timeout must be a time between 0 and 1 hour, such as 00:00:30.";

        if (options.MaxAttempts is < 1 or > 20)
            yield return "ObjectStore:MaxAttempts must be 1 to 20, such as 5.";

        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromMinutes(1))
            yield return "ObjectStore:RetryDelay must be a time of up to 1 minute, such as 00:00:00.250.";

        if (options.ChunkBytes is < ChunkUnit or > 64 * 1024 * 1024 || options.ChunkBytes % ChunkUnit != 0)
            yield return "ObjectStore:ChunkBytes must be a multiple of 262144 (256 KiB) of up to 67108864, such as 4194304.";
    }

    // https://cloud.google.com/storage/docs/buckets#naming
    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketName();
}
