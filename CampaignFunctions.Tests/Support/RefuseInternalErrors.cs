using System.Net;

namespace CampaignFunctions.Tests.Support;

/// <summary>A 500 is our own bug whatever a test is about: it fails there and then, with what was logged about it.</summary>
/// <param name="inner">Sends.</param>
/// <param name="log">What a host in a process of its own has printed.</param>
internal sealed class RefuseInternalErrors(HttpMessageHandler inner, Func<string>? log = null) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.InternalServerError)
            Assert.Fail($"{request.Method} {request.RequestUri} was answered {(await ApiAnswer.ReadAsync(response)).Story}{log?.Invoke()}");

        return response;
    }
}
