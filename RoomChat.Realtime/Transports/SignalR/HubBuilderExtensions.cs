using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Registers the hub.</summary>
internal static partial class HubBuilderExtensions
{
    /// <summary>Name of the connection string with which clients of the hub connect to Azure SignalR Service instead of to us.</summary>
    public const string AzureConnection = "signalr";

    /// <exception cref="InvalidOperationException">There is that connection string, and this build has no part that could use it.</exception>
    public static void AddChatHub(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IUserIdProvider, HubCallers>();
        var hub = services.AddSignalR().AddHubOptions<ChatHub>(options => options.SupportedProtocols = [HubEncoding.ProtocolName]);
        services.AddOptions<HubOptions<ChatHub>>().Configure<IOptions<ConnectionOptions>>((options, connections) =>
        {
            var settings = connections.Value;
            options.MaximumReceiveMessageSize = settings.MaxFrameBytes;
            options.KeepAliveInterval = settings.KeepAliveInterval;
            options.ClientTimeoutInterval = settings.KeepAliveInterval + settings.KeepAliveTimeout;
            // One after the other, as a WebSocket's frames.
            options.MaximumParallelInvocationsPerClient = 1;
        });
        // It writes an error for every action that a client is refused. What goes wrong in an action is logged by its dispatcher.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        if (builder.Configuration.GetConnectionString(AzureConnection) is not { Length: > 0 } connectionString) return;
        var isAdded = false;
        AddAzure(hub, connectionString, ref isAdded);
        if (!isAdded)
        {
            throw new InvalidOperationException(
                $"ConnectionStrings:{AzureConnection} is set, but this build cannot use Azure SignalR Service: build with -p:AspirePackages=nuget, or remove the setting to host the hub here.");
        }
    }

    /// <summary>In <c>HubBuilderExtensions.Azure.cs</c>, which is compiled where its package can be had.</summary>
    static partial void AddAzure(ISignalRServerBuilder hub, string connectionString, ref bool isAdded);
}
