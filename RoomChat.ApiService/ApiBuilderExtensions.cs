using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoomChat.ApiService.Errors;
using RoomChat.ApiService.Operator;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using Scalar.AspNetCore;

namespace RoomChat.ApiService;

/// <summary>Registers and maps the parts of the API.</summary>
internal static class ApiBuilderExtensions
{
    // Content in a query string is percent-encoded, with up to three characters per byte.
    private const int MaxRequestLineBytes = 4 * ProtocolLimits.MaxContentBytes;

    internal static void AddApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ProtocolLimits.MaxClientFrameBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddInstanceReports("api");
        builder.Services.AddOperatorConsole();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<BadRequests>();
        builder.Services.AddExceptionHandler<DependencyFailures>();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer<ApiDescription>());
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJsonContext.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, OperatorJsonContext.Default);
        });
    }

    /// <summary>Every error becomes Problem Details.</summary>
    internal static void UseApiErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    internal static void MapApiDocuments(this WebApplication app)
    {
        app.UseDocumentHeaders();
        app.MapOpenApi();
        if (app.Environment.IsDevelopment()) app.MapScalarApiReference(KeepToOurselves);
    }

    /// <summary>The reference page makes no requests to other hosts, and offers no features that would.</summary>
    private static void KeepToOurselves(ScalarOptions reference) =>
        reference.WithNonce().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
}
