using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.Tests.ServiceDefaults.Identity;

public sealed class OperatorPolicyTests
{
    [Theory]
    [InlineData("grace", CallerKind.User, true, true)]
    [InlineData("subscription:scripts", CallerKind.Key, true, true)]
    [InlineData("grace", CallerKind.User, false, false)]
    [InlineData("subscription:tests", CallerKind.Key, false, false)]
    [InlineData("guest-1f", CallerKind.Guest, true, false)]
    [InlineData("grace", CallerKind.Token, true, false)]
    [InlineData("anonymous", CallerKind.Anonymous, true, false)]
    public void Policy_allows_users_and_keys_with_the_role(string id, CallerKind kind, bool hasRole, bool isAllowed) =>
        Assert.Equal(isAllowed, OperatorPolicy.Allows(new Caller(id, "Name") { Kind = kind, IsOperator = hasRole }));

    [Fact]
    public void Key_that_speaks_for_a_user_is_no_operator()
    {
        var key = new Caller("subscription:scripts", "Scripts") { IsOperator = true, MaySpeakForUsers = true };
        var speaking = key.SpeakingFor(new ChatUser("ada", "Ada"));
        Assert.False(speaking.IsOperator || OperatorPolicy.Allows(speaking) || OperatorPolicy.Allows(speaking with { IsOperator = true }));
    }

    [Fact]
    public void Ticket_does_not_carry_the_role()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["GatewaySignature:Secret"] = "what-gateway-and-services-of-tests-share";
        builder.AddGatewaySignature();
        using var host = builder.Build();
        var seal = host.Services.GetRequiredService<TicketSeal>();
        var ticket = seal.Read(seal.Issue(new Caller("grace", "Grace") { IsOperator = true }, origin: ""));
        Assert.Equal(("grace", false), (ticket!.Caller.Id, ticket.Caller.IsOperator));
    }
}
