using Google.Apis.Services;

namespace Google.Cloud.Storage.V1.Requests;

internal sealed class StorageService(BaseClientService.Initializer initializer) : BaseClientService(initializer)
{
    public override string Name => "storage";

    public override string BaseUri => BaseUriOverride ?? "https://storage.googleapis.com/storage/v1/";

    public override string BasePath => "storage/v1/";

    public override IList<string> Features => [];
}
