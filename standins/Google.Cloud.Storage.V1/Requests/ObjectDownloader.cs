using System.Globalization;
using Google.Apis.Download;
using Google.Apis.Services;

namespace Google.Cloud.Storage.V1.Requests;

internal sealed class ObjectDownloader(IClientService service) : MediaDownloader(service)
{
    public long? Generation { get; private set; }

    protected override void OnResponseReceived(HttpResponseMessage response)
    {
        base.OnResponseReceived(response);
        if (response.Headers.TryGetValues("x-goog-generation", out var values))
            Generation = long.Parse(values.Single(), CultureInfo.InvariantCulture);
    }
}
