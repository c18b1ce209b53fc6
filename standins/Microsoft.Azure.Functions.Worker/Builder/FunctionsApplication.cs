namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a worker's Program begins.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#start-up-and-configuration</remarks>
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
