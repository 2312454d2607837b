using Microsoft.JSInterop;

namespace RoomChat.Web.Client.Memory;

/// <summary><see cref="IBrowserStorage"/> in the browser's local and session storage.</summary>
internal sealed partial class BrowserStorage(IJSRuntime js, ILogger<BrowserStorage> logger) : IBrowserStorage
{
    public ValueTask<string?> GetAsync(StorageScope scope, string key) =>
        TryAsync(() => js.InvokeAsync<string?>($"{Name(scope)}.getItem", key), null);

    public async ValueTask SetAsync(StorageScope scope, string key, string? text) => await TryAsync(
        async () =>
        {
            if (text is null) await js.InvokeVoidAsync($"{Name(scope)}.removeItem", key);
            else await js.InvokeVoidAsync($"{Name(scope)}.setItem", key, text);
            return true;
        },
        false);

    public ValueTask<IReadOnlyList<string>> FindKeysAsync(StorageScope scope, string prefix) => TryAsync<IReadOnlyList<string>>(
        async () =>
        {
            await using var script = await js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
            return await script.InvokeAsync<string[]>("findKeys", scope == StorageScope.AllTabs, prefix);
        },
        []);

    private static string Name(StorageScope scope) => scope == StorageScope.AllTabs ? "localStorage" : "sessionStorage";

    private async ValueTask<T> TryAsync<T>(Func<ValueTask<T>> use, T otherwise)
    {
        try
        {
            return await use();
        }
        catch (JSException e)
        {
            LogNotKept(logger, e);   // storage is forbidden or full: the chat works, but a reload restores less
            return otherwise;
        }
    }

    [LoggerMessage(LogLevel.Information, "The browser does not keep what it should")]
    private static partial void LogNotKept(ILogger logger, Exception e);
}
