using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Connection;

namespace RoomChat.Tests.WebClient.Connection;

public sealed class ConnectionBannerTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();

    public ConnectionBannerTests() => Services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public void It_is_silent_while_all_is_well() => Assert.Equal("", Render(new ConnectionState.Connected()).Markup.Trim());

    [Fact]
    public void It_counts_down_to_the_next_attempt()
    {
        var banner = Render(new ConnectionState.Reconnecting(_time.GetUtcNow().AddSeconds(3), "broken"));
        Assert.Contains("Next attempt in 3 s.", banner.Markup, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        banner.WaitForAssertion(() => Assert.Contains("Next attempt in 2 s.", banner.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void It_shows_why_the_connection_broke() =>
        Assert.Contains(
            "The server gives no sign of life.",
            Render(new ConnectionState.Reconnecting(null, "The server gives no sign of life.")).Markup,
            StringComparison.Ordinal);

    [Fact]
    public void It_tells_a_server_that_does_not_answer() =>
        Assert.Contains("No answer.", Render(new ConnectionState.Silent()).Markup, StringComparison.Ordinal);

    [Fact]
    public void It_shows_why_the_server_closed_the_chat() =>
        Assert.Contains(
            "too many bad frames",
            Render(new ConnectionState.Closed(CloseCode.TooManyErrors)).Markup,
            StringComparison.Ordinal);

    private IRenderedComponent<ConnectionBanner> Render(ConnectionState state) =>
        Render<ConnectionBanner>(parameters => parameters.Add(banner => banner.State, state));
}
