using System.Runtime.CompilerServices;
using Google.Api.Gax;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Requests;

internal sealed class ObjectPages(Func<ListRequest> request) : PagedAsyncEnumerable<Objects, Object>
{
    public override IAsyncEnumerable<Objects> AsRawResponses() => PagesAsync(CancellationToken.None);

    private async IAsyncEnumerable<Objects> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = request();
        do
        {
            var page = await next.ExecuteAsync(cancellationToken);
            yield return page;
            next.PageToken = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next.PageToken));
    }
}
