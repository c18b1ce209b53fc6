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

    public ObjectStoreProvider Provider { get; set; } = ObjectStoreProvider.Filesystem;

    /// <summary>The folder of the filesystem provider.</summary>
    public string Path { get; set; } = string.Empty;
}

internal sealed class ValidateObjectStoreOptions : IValidateOptions<ObjectStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectStoreOptions options) => options switch
    {
        { Provider: ObjectStoreProvider.Gcs } => ValidateOptionsResult.Fail("ObjectStore:Provider=gcs is not available yet in this version; use filesystem."),
        { Path.Length: 0 } => ValidateOptionsResult.Fail("ObjectStore:Path is required with ObjectStore:Provider=filesystem, such as /var/lib/campaigns/objects."),
        _ => ValidateOptionsResult.Success,
    };
}
