using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Web.Client.Rooms;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Rooms;

public sealed class AnnouncementStripTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private DateTimeOffset? _putAway;

    public AnnouncementStripTests() => Services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public void Newest_announcement_is_shown_and_others_on_demand()
    {
        var strip = Render(PageSettings.Default, Entry("old news", -60 * 25), Entry("first", -2), Entry("second", -1));
        Assert.Equal(["second"], Texts(strip));
        strip.Find("[data-testid=announcements-more]").Click();
        Assert.Equal(["first", "second"], Texts(strip));
    }

    [Fact]
    public void Dismissed_announcement_stays_hidden_and_the_next_is_shown()
    {
        var strip = Render(PageSettings.Default, Entry("first", -2));
        strip.Find("[data-testid=announcements-away]").Click();
        Assert.Equal(_time.GetUtcNow().AddMinutes(-2), _putAway);
        var settings = new PageSettings { AnnouncementsSeen = _putAway };
        Assert.Empty(Render(settings, Entry("first", -2)).FindAll("aside"));
        Assert.Equal(["next"], Texts(Render(settings, Entry("first", -2), Entry("next", -1))));
    }

    private static IEnumerable<string> Texts(IRenderedComponent<AnnouncementStrip> strip) =>
        strip.FindAll(".announcement-text").Select(text => text.TextContent);

    private IRenderedComponent<AnnouncementStrip> Render(PageSettings settings, params MessageEntry[] entries) =>
        Render<AnnouncementStrip>(parameters => parameters
        .AddCascadingValue(settings).Add(strip => strip.Announcements, entries).Add(strip => strip.OnPutAway, moment => _putAway = moment));

    private MessageEntry Entry(string text, int minutes) =>
        new(text, text, _time.GetUtcNow().AddMinutes(minutes), new ChatUser("ops", "Ops"), 1, Delivery.Delivered) { ToEveryone = true };
}
