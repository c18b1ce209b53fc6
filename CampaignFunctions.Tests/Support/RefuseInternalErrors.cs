using System.Net;

namespace CampaignFunctions.Tests.Support;

/// <summary>A 500 is our own bug whatever a test is about: it fails there and then, with what was logged about it.</summary>
internal sealed class RefuseInternalErrors(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.InternalServerError)
            Assert.Fail($"{request.Method} {request.RequestUri} was answered {(await ApiAnswer.ReadAsync(response)).Story}");

        return response;
    }
}
