using Microsoft.JSInterop;

namespace RoomChat.Web.Client.Alerts;

/// <summary><see cref="INotifier"/> that uses the browser.</summary>
internal sealed class BrowserNotifier(IJSRuntime js) : INotifier
{
    public Task ShowAsync(string title, string body, string room) => CallAsync<bool>("notify", title, body, room);

    public Task SoundAsync() => CallAsync<bool>("sound");

    public async Task<BrowserSubscription?> SubscribeAsync(string key) => Read(await CallAsync<string[]?>("subscribeToPush", key));

    public async Task<BrowserSubscription?> UnsubscribeAsync() => Read(await CallAsync<string[]?>("unsubscribeFromPush"));

    public Task<bool> AskAsync() => CallAsync<bool>("askToNotify");

    private static BrowserSubscription? Read(string[]? parts) =>
        parts is [var endpoint, var key, var auth] ? new BrowserSubscription(endpoint, key, auth) : null;

    private async Task<T> CallAsync<T>(string name, params object?[] arguments)
    {
        await using var script = await js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
        return await script.InvokeAsync<T>(name, arguments);
    }
}
