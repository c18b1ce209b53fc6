using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class PutAdAccountEndpoint(PutAdAccount putAdAccount)
{
    [Function(nameof(PutAdAccount))]
    [EndpointSummary("Add an ad account, or change it"), Changes<AdAccountInput>, ProducesResponseType<AdAccountResource>(StatusCodes.Status200OK), ProducesResponseType<AdAccountResource>(StatusCodes.Status201Created), Fails(409, 412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "ad-accounts/{platform}/{accountId}")] HttpRequest request,
        string platform,
        string accountId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadChangesAsync<AdAccountInput>(request, cancellation);
        var result = await AdAccountKey.Parse(platform, accountId).ThenAsync(
            key => body.ThenAsync(changes => putAdAccount.RunAsync(key, changes, Preconditions.Read(request), cancellation)));

        return result.Match(saved => saved.IsNew ? Answer.Created(ApiPath.AdAccount(saved.Account.Platform, saved.Account.AccountId), saved.Account) : Answer.Ok(saved.Account), Problems.From);
    }
}
