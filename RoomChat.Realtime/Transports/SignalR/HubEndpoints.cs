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
/// The hub's door, <c>/hub</c>, by WebSocket only: a poll or a post for each message could not be held to the limits that a connection
/// has.
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
            // A client that does not read is a matter of its queue.
            options.TransportSendTimeout = settings.KeepAliveInterval + settings.KeepAliveTimeout;
        }).Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            var isNegotiation = endpoint.Metadata.OfType<NegotiateMetadata>().Any();
            endpoint.RequestDelegate = isNegotiation ? NegotiateAsync : context => ConnectAsync(context, serve);
        });
    }

    /// <summary>Says how to connect, and keeps nothing: the connection may then reach any instance.</summary>
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
            // With it SignalR would look for a connection that it had promised.
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
