using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

public sealed class HubBuilderExtensionsTests
{
    [Fact]
    public async Task A_connection_string_that_this_build_cannot_use_is_told_at_start()
    {
        if (typeof(HubBuilderExtensions).GetMethod("AddAzure", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static) is not null)
            Assert.Skip("This build has the package.");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RealtimeServer.StartAsync(new() { ["ConnectionStrings:signalr"] = "Endpoint=https://chat.service.signalr.net;AccessKey=k;Version=1.0;" }));
        Assert.Contains("ConnectionStrings:signalr", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_a_token_of_ours_is_known_by_its_claims()
    {
        var bearer = new DefaultConnectionContext("c1");
        bearer.Features.Set<IConnectionUserFeature>(new BearerOf(new Caller("u1", "Ada Ü")));
        var nobody = new DefaultConnectionContext("c2");

        Assert.Equal("u1", new HubCallers().GetUserId(Hub(bearer)));
        Assert.Equal(Caller.Anonymous.Id, new HubCallers().GetUserId(Hub(nobody)));
    }

    private static HubConnectionContext Hub(ConnectionContext connection) => new(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance);

    private sealed class BearerOf(Caller caller) : IConnectionUserFeature
    {
        public ClaimsPrincipal? User { get; set; } = new(new ClaimsIdentity(HubCallers.ClaimsOf(caller)));
    }
}
