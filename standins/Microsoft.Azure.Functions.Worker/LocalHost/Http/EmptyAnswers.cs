using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Gives what routing and failures answer (404, 405, 500) a problem document, when the application registered AddProblemDetails.</summary>
internal static class EmptyAnswers
{
    public static void UseProblemsForEmptyAnswers(this WebApplication app)
    {
        if (app.Services.GetService<IProblemDetailsService>() is not null)
            app.UseStatusCodePages();
    }
}
