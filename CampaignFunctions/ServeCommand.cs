using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampaignFunctions;

/// <summary><c>CampaignFunctions</c>: serves the functions until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureCampaignFunctions();
        using var host = Build(builder);
        host.CheckBeforeStart();

        await host.RunAsync();
        return 0;
    }

    private static IHost Build(FunctionsApplicationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidOperationException exception)
        {
            // What the host says of a schedule that it cannot read, or of a function that it cannot serve.
            throw new OptionsValidationException(Options.DefaultName, typeof(FunctionsApplicationBuilder), [exception.Message]);
        }
    }
}
