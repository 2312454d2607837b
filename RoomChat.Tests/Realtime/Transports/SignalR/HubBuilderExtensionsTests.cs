using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

public sealed class HubBuilderExtensionsTests
{
    [Theory]
    [InlineData("Endpoint=https://chat.service.signalr.net;AccessKey=k;Version=1.0;", true)]
    [InlineData(null, false)]
    public void Hub_uses_azure_signalr_when_its_connection_string_is_set(string? connectionString, bool isAzure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:signalr"] = connectionString;
        builder.AddChatHub();
        Assert.Equal(isAzure, builder.Services.Any(service => service.ServiceType.Assembly.GetName().Name == "Microsoft.Azure.SignalR"));
    }

    [Fact]
    public void Caller_with_a_token_is_identified_by_its_claims()
    {
        var bearer = new DefaultConnectionContext("c1");
        bearer.Features.Set<IConnectionUserFeature>(new BearerOf(new Caller("u1", "Ada Ü")));
        var nobody = new DefaultConnectionContext("c2");

        Assert.Equal("u1", new HubCallers().GetUserId(Hub(bearer)));
        Assert.Equal(Caller.Anonymous.Id, new HubCallers().GetUserId(Hub(nobody)));
    }

    private static HubConnectionContext Hub(ConnectionContext connection) =>
        new(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance);

    private sealed class BearerOf(Caller caller) : IConnectionUserFeature
    {
        public ClaimsPrincipal? User { get; set; } = new(new ClaimsIdentity(HubCallers.ClaimsOf(caller)));
    }
}
