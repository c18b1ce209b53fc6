namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// Gives a request up when for too long not a byte has come or gone. However slow it is, a transfer that moves goes on: no limit
/// of the whole could tell a large file from a dead connection.
/// </summary>
internal sealed class SilenceHandler(HttpMessageHandler inner, TimeSpan patience, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var silence = new Silence(patience, time, cancellationToken);
        var content = request.Content;
        if (content is not null)
            request.Content = new WatchedRequestContent(content, silence);

        try
        {
            var response = await base.SendAsync(request, silence.Token);
            response.Content = new WatchedResponseContent(response.Content, patience, time);
            return response;
        }
        catch (OperationCanceledException) when (silence.IsTooLong)
        {
            throw silence.Broken();
        }
        finally
        {
            request.Content = content;
        }
    }
}
