using Microsoft.AspNetCore.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Identity;

/// <summary>The headers between gateway and services keep every field of a caller, and add none.</summary>
public sealed class CallerFieldsTests
{
    public static TheoryData<Caller> Callers =>
    [
        new Caller("subscription:billing", "Billing") { MaySpeakForUsers = true, Grants = AnyRights.In("bills-*", RoomRights.Publish) },
        new Caller("auth0|42", "Ada Ünal 😀")
        {
            Kind = CallerKind.Token, ExpiresAt = 1_900_000_000, Address = "203.0.113.7", Grants = RoomGrants.Nothing,
        },
        new Caller("ada", "Ada") { SessionId = "5f0c", Address = "::1" },
        new Caller("grace", "Grace") { SessionId = "5f0d", IsOperator = true },
        new Caller("subscription:scripts", "Scripts") { IsOperator = true },
        new Caller("guest-1f", "Bob"),
    ];

    [Theory]
    [MemberData(nameof(Callers))]
    public void Caller_comes_back_from_its_headers(Caller caller)
    {
        var context = new DefaultHttpContext();
        context.Request.SetCaller(caller);
        Assert.Equal(caller, context.GetCaller());
        Assert.All(context.Request.Headers, header => Assert.True(header.Value.ToString().All(char.IsAscii)));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public void Second_caller_replaces_all_headers_of_the_first(Caller caller)
    {
        var context = new DefaultHttpContext();
        context.Request.SetCaller(caller);
        context.Request.SetCaller(new Caller("bob", "Bob"));
        Assert.Equal(new Caller("bob", "Bob"), context.GetCaller());
    }

    [Theory]
    [InlineData("subscription:tests", CallerKind.Key, true, false)]
    [InlineData("guest-1f", CallerKind.Guest, false, true)]
    [InlineData("ada", CallerKind.User, false, true)]
    [InlineData("anonymous", CallerKind.Anonymous, false, false)]
    public void Kind_follows_from_the_id_by_default(string id, CallerKind kind, bool hasKey, bool isUser)
    {
        var caller = new Caller(id, "Name");
        Assert.Equal((kind, hasKey, isUser), (caller.Kind, caller.HasKey, caller.IsUser));
    }
}
