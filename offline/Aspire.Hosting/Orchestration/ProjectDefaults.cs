using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>What every project is told without asking.</summary>
internal static class ProjectDefaults
{
    /// <summary>Endpoints whose port is handed over in a variable of their own are not the web server's.</summary>
    internal static Task ListenOnHttpEndpointsAsync(EnvironmentCallbackContext context)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in ((IResourceWithEndpoints)context.Resource).GetEndpoints())
        {
            if (endpoint.Scheme is not ("http" or "https") || endpoint.EndpointAnnotation.TargetPortEnvironmentVariable is not null) continue;
            if (!urls.IsEmpty) urls.AppendLiteral(";");
            urls.AppendFormatted(endpoint);
        }

        if (!urls.IsEmpty) context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        return Task.CompletedTask;
    }
}
