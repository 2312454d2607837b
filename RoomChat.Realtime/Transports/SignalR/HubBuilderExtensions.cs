using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Registers the hub.</summary>
internal static class HubBuilderExtensions
{
    /// <summary>Name of the connection string of Azure SignalR Service. With it the hub's clients connect to that service.</summary>
    public const string AzureConnection = "signalr";

    // Size of a call around its frame: names of fields, of the method, and an id of the client's choice.
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
            // One after the other, like a WebSocket's frames.
            options.MaximumParallelInvocationsPerClient = 1;
        });
        // SignalR logs an error for every refused action. The dispatcher logs failures of actions.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        if (builder.Configuration.GetConnectionString(AzureConnection) is { Length: > 0 } connectionString) AddAzure(hub, connectionString);
    }

    private static void AddAzure(ISignalRServerBuilder hub, string connectionString) => hub.AddAzureSignalR(options =>
    {
        options.ConnectionString = connectionString;
        // The gateway's headers reach only the negotiation, so the token carries their caller.
        options.ClaimsProvider = static context => HubCallers.ClaimsOf(context.GetCaller());
    });
}
