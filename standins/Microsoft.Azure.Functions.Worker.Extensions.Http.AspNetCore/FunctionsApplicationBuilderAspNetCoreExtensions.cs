namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Turns on HTTP functions with ASP.NET Core's own request and result types.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#aspnet-core-integration</remarks>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Call it before the first UseMiddleware: in Azure, middleware registered earlier never sees the HttpContext.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.ServeHttpFunctions();
        return builder;
    }
}
