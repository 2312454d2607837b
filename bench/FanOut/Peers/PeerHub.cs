using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>The SignalR peer's hub.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "SignalR creates it.")]
internal sealed class PeerHub(RoomSubscriptions subscriptions) : Hub
{
    public async Task Join(string room)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, room);
        await subscriptions.EnsureAsync(room);
    }
}
