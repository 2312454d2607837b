using Microsoft.AspNetCore.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>The one place that knows Azure SignalR Service. Compiled with <c>AspirePackages=nuget</c> only (see the project file).</summary>
internal static partial class HubBuilderExtensions
{
    static partial void AddAzure(ISignalRServerBuilder hub, string connectionString, ref bool isAdded)
    {
        hub.AddAzureSignalR(options =>
        {
            options.ConnectionString = connectionString;
            // The gateway's headers end with the negotiation; into the token goes whom they vouched for.
            options.ClaimsProvider = context => HubCallers.ClaimsOf(context.GetCaller());
        });
        isAdded = true;
    }
}
