using System.Globalization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using ConnectionOptions = RoomChat.Realtime.Connections.ConnectionOptions;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The hub's endpoint, <c>/hub</c>, only over WebSocket: the limits of a connection cannot be applied to polls and posts.
/// </summary>
internal static class HubEndpoints
{
    public static void MapChatHub(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value;
        app.MapHub<ChatHub>("/hub", options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.WebSockets.CloseTimeout = settings.CloseTimeout;
            // The connection's queue handles clients that do not read.
            options.TransportSendTimeout = settings.KeepAliveInterval + settings.KeepAliveTimeout;
        }).Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            var isNegotiation = endpoint.Metadata.OfType<NegotiateMetadata>().Any();
            endpoint.RequestDelegate = isNegotiation ? NegotiateAsync : context => ConnectAsync(context, serve);
        });
    }

    /// <summary>Answers a negotiation without state, so that the connection may reach any instance.</summary>
    private static async Task NegotiateAsync(HttpContext context)
    {
        if ((RefuseMethod(context) ?? context.RequestServices.GetRequiredService<Admission>().Refuse(context)) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        var id = Guid.CreateVersion7().ToString("n");
        _ = int.TryParse(context.Request.Query["negotiateVersion"], NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var answer = new NegotiationResponse
        {
            ConnectionId = id,
            ConnectionToken = id,
            Version = Math.Min(version, 1),
            AvailableTransports = [new AvailableTransport { Transport = nameof(HttpTransportType.WebSockets), TransferFormats = ["Text"] }],
        };
        context.Response.ContentType = "application/json";
        NegotiateProtocol.WriteResponse(answer, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static ProblemHttpResult? RefuseMethod(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? null : AllowedMethods.Refuse(context, HttpMethods.Post);

    private static async Task ConnectAsync(HttpContext context, RequestDelegate serve)
    {
        var admission = context.RequestServices.GetRequiredService<Admission>();
        if ((WebSocketHandshake.Refuse(context) ?? admission.RefuseOrCount(context)) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        try
        {
            // With an id SignalR would search for a negotiated connection.
            context.Request.QueryString = QueryString.Create(
                context.Request.Query.Where(pair => !pair.Key.Equals("id", StringComparison.OrdinalIgnoreCase)));
            var upgrade = context.Features.GetRequiredFeature<IHttpWebSocketFeature>();
            context.Features.Set<IHttpWebSocketFeature>(new NotedUpgrade(context, upgrade, NewBudget(context.RequestServices)));
            await serve(context);
        }
        finally
        {
            admission.GiveBack(context.GetCaller());
        }
    }

    private static ActionBudget NewBudget(IServiceProvider services) =>
        new(services.GetRequiredService<IOptions<ConnectionOptions>>().Value, services.GetRequiredService<TimeProvider>());
}
