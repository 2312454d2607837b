using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Tests.Client;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Dialogs;

public sealed class SettingsDialogTests : BunitContext, INotifier
{
    private readonly SettingsStore _store = new();
    private bool _allows;
    private int _asked;
    private string? _pushKey;
    private string? _subscribedWith;

    public SettingsDialogTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(_store);
        Services.AddSingleton<INotifier>(this);
        Services.AddSingleton(new PushRegistration(this, new ChatApi(new StubHttp(_ => _pushKey is null
            ? StubHttp.Json(HttpStatusCode.NotFound, "{}")
            : StubHttp.Json(HttpStatusCode.OK, $$"""{"public_key":"{{_pushKey}}"}""")).Client()), _store));
    }

    [Fact]
    public void Each_choice_holds_at_once()
    {
        var dialog = Render<SettingsDialog>();
        dialog.Find("[data-testid=set-theme]").Change("HighContrast");
        dialog.Find("[data-testid=set-density]").Change("Compact");
        dialog.Find("[data-testid=set-clock]").Change("12");
        dialog.Find("[data-testid=set-language]").Change("de");
        dialog.Find("[data-testid=set-own]").Change(false);
        dialog.Find("[data-testid=set-enter]").Change(false);
        dialog.Find("[data-testid=set-sound]").Change(true);
        dialog.Find("[data-testid=set-receipts]").Change(false);
        Assert.Equal(
            new PageSettings
            {
                Theme = PageTheme.HighContrast,
                Density = PageDensity.Compact,
                ClockHours = 12,
                Language = "de",
                OwnAtEnd = false,
                EnterSends = false,
                Sound = true,
                Receipts = false,
            },
            _store.Current);
        Assert.Equal("de", _store.Words.Code);
        Assert.Equal(0, _asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Permission_for_notifications_is_asked_for_on_demand(bool allows)
    {
        _allows = allows;
        var dialog = Render<SettingsDialog>();
        dialog.Find("[data-testid=set-notifications]").Change(true);
        Assert.Equal((1, allows), (_asked, _store.Current.Notifications));
        Assert.Equal(!allows, dialog.Markup.Contains("does not allow", StringComparison.Ordinal));
    }

    [Fact]
    public void Push_is_offered_only_where_the_server_sends_it()
    {
        Assert.Empty(Render<SettingsDialog>().FindAll("[data-testid=set-push]"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Push_begins_when_the_browser_gives_a_subscription(bool allows)
    {
        (_pushKey, _allows) = ("the-key", allows);
        await _store.ChangeAsync(new PageSettings { Notifications = true });
        var dialog = Render<SettingsDialog>();
        await (await dialog.WaitForElementAsync("[data-testid=set-push]")).ChangeAsync(true);
        await dialog.WaitForAssertionAsync(() => Assert.Equal(("the-key", allows), (_subscribedWith, _store.Current.Push)));
        Assert.Equal(!allows, dialog.Markup.Contains("no push service", StringComparison.Ordinal));
        Assert.Equal(!allows, dialog.Find("[data-testid=set-push-hides]").HasAttribute("disabled"));
    }

    Task<BrowserSubscription?> INotifier.SubscribeAsync(string key)
    {
        _subscribedWith = key;
        return Task.FromResult(_allows ? new BrowserSubscription("https://push.example/1", "key", "auth") : null);
    }

    Task<BrowserSubscription?> INotifier.UnsubscribeAsync() => Task.FromResult<BrowserSubscription?>(null);

    Task INotifier.ShowAsync(string title, string body, string room) => Task.CompletedTask;

    Task INotifier.SoundAsync() => Task.CompletedTask;

    Task<bool> INotifier.AskAsync()
    {
        _asked++;
        return Task.FromResult(_allows);
    }
}
