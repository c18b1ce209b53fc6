using CampaignFunctions;
using CampaignFunctions.Core.Media.Child;
using CampaignFunctions.Demo;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

// Images are decoded in limited children of this program's own; see MediaChild.
if (args is [MediaChild.Argument])
    return MediaChild.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());

if (args is ["migrate"])
    return await MigrateCommand.RunAsync();

if (args is ["demo"])
    return await DemoCommand.RunAsync();

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureCampaignFunctions();
await builder.Build().RunAsync();
return 0;
