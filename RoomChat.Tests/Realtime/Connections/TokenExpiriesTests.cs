using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class TokenExpiriesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly TokenExpiries _expiries;

    public TokenExpiriesTests() =>
        _expiries = new TokenExpiries(Options.Create(new TokenExpiryOptions { Notice = TimeSpan.FromSeconds(60) }), _time);

    public void Dispose() => _expiries.Dispose();

    [Fact]
    public void Client_is_warned_once_before_the_expiry_and_closed_afterwards()
    {
        var client = Watched(CallerUntil(Start.AddSeconds(100)));
        LookAfter(39);
        Assert.Empty(client.Frames);
        LookAfter(1);
        LookAfter(10);
        Assert.Equal(new ServerFrame.TokenExpiring(60), Assert.Single(client.Frames));
        Assert.Null(client.Connection.CloseCode);
        LookAfter(50);
        Assert.Equal(CloseCode.TokenExpired, client.Connection.CloseCode);
    }

    [Fact]
    public void Renewed_connection_stays_and_is_warned_of_the_next_expiry()
    {
        var client = Watched(CallerUntil(Start.AddSeconds(50)));
        LookAfter(0);
        client.Connection.Renew(CallerUntil(Start.AddSeconds(500)));
        LookAfter(100);
        Assert.Null(client.Connection.CloseCode);
        Assert.Single(client.Frames);
        LookAfter(350);
        Assert.Equal([50, 50], client.Frames.Cast<ServerFrame.TokenExpiring>().Select(frame => frame.ExpiresIn));
    }

    [Fact]
    public void Connection_without_a_token_is_left_alone()
    {
        var client = Watched(new Caller("ada", "Ada"));
        LookAfter(1_000_000);
        Assert.Empty(client.Frames);
        Assert.Null(client.Connection.CloseCode);
    }

    [Fact]
    public void Connection_cannot_be_renewed_for_another_user() => Assert.Throws<ArgumentException>(
        () => Watched(CallerUntil(Start)).Connection.Renew(new Caller("grace", "Grace") { Kind = CallerKind.Token }));

    private static Caller CallerUntil(DateTimeOffset end) =>
        new("ada", "Ada") { Kind = CallerKind.Token, ExpiresAt = end.ToUnixTimeSeconds() };

    private RecordedConnection Watched(Caller caller)
    {
        var client = new RecordedConnection(caller: caller);
        _expiries.Watch(client.Connection);
        return client;
    }

    private void LookAfter(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _expiries.Look();
    }
}
