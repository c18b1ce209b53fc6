using CampaignFunctions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

if (args is ["migrate", ..])
    return await MigrateCommand.RunAsync();

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureCampaignFunctions();
await builder.Build().RunAsync();
return 0;
