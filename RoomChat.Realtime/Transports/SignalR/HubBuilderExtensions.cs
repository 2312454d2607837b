using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Registers the hub.</summary>
internal static class HubBuilderExtensions
{
    /// <summary>Name of the connection string with which clients of the hub connect to Azure SignalR Service instead of to us.</summary>
    public const string AzureConnection = "signalr";

    // What is around a frame: names of fields, of the method, and an id of the client's choice.
    private const int EnvelopeBytes = 1024;

    public static void AddChatHub(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IUserIdProvider, HubCallers>();
        var hub = services.AddSignalR().AddHubOptions<ChatHub>(options => options.SupportedProtocols = [HubEncoding.ProtocolName]);
        services.AddOptions<HubOptions<ChatHub>>().Configure<IOptions<ConnectionOptions>>((options, connections) =>
        {
            var settings = connections.Value;
            options.MaximumReceiveMessageSize = settings.MaxFrameBytes + EnvelopeBytes;
            options.KeepAliveInterval = settings.KeepAliveInterval;
            options.ClientTimeoutInterval = settings.KeepAliveInterval + settings.KeepAliveTimeout;
            // One after the other, as a WebSocket's frames.
            options.MaximumParallelInvocationsPerClient = 1;
        });
        // It writes an error for every action that a client is refused. What goes wrong in an action is logged by its dispatcher.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        if (builder.Configuration.GetConnectionString(AzureConnection) is { Length: > 0 } connectionString) AddAzure(hub, connectionString);
    }

    private static void AddAzure(ISignalRServerBuilder hub, string connectionString) => hub.AddAzureSignalR(options =>
    {
        options.ConnectionString = connectionString;
        // The gateway's headers reach the negotiation only: the token carries the caller that they name.
        options.ClaimsProvider = static context => HubCallers.ClaimsOf(context.GetCaller());
    });
}
