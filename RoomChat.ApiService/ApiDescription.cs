using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RoomChat.ApiService;

/// <summary>The head of the OpenAPI document: the description of the API, and the way callers identify themselves at the gateway.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    private const string KeyScheme = "SubscriptionKey";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "RoomChat";
        document.Info.Version = "v1";
        document.Info.Description =
            "Publish to rooms, list rooms, read their history. Callers send a subscription key, which the gateway checks.";
        // Relative to the document's own address, which is the gateway's. This service's address is not reachable for clients.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "Ocp-Apim-Subscription-Key",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
