using System.Runtime.Versioning;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoomChat.Client;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Connection;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client;

internal static class ChatBuilderExtensions
{
    /// <summary>Browsers have no request timeout, and few connections per server.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Adds the page's services. Requests are same-origin: a cookie authenticates them, and the browser holds no key.</summary>
    [SupportedOSPlatform("browser")]
    public static void AddChat(this WebAssemblyHostBuilder builder)
    {
        var origin = new Uri(builder.HostEnvironment.BaseAddress);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new HttpClient { BaseAddress = origin, Timeout = RequestTimeout });
        services.TryAddSingleton(provider => new RoomChatPublisher(provider.GetRequiredService<HttpClient>()));
        services.TryAddSingleton(provider => new RoomChatClientOptions
        {
            Endpoint = SocketAddress(origin),
            CreateSocket = new DirectSockets(provider.GetRequiredService<HttpClient>(), static () => new BrowserSocket()).Create,
            Logger = provider.GetRequiredService<ILogger<RoomChatClient>>(),
        });
        services.TryAddSingleton<ChatApi>();
        services.TryAddSingleton<RoomsApi>();
        services.TryAddSingleton<OperatorApi>();
        services.TryAddSingleton<IBrowserStorage, BrowserStorage>();
        services.TryAddSingleton<PageMemory>();
        services.TryAddSingleton<ToastTray>();
        services.TryAddSingleton(provider => new SettingsStore(provider.GetRequiredService<PageMemory>()));
        services.TryAddSingleton<INotifier, BrowserNotifier>();
        services.TryAddSingleton<MessageAlerts>();
        services.TryAddSingleton<PushRegistration>();
        services.TryAddSingleton<PageDialogs>();
        services.TryAddSingleton(provider => new ChatState(
            provider.GetRequiredService<ChatApi>(),
            provider.GetRequiredService<RoomChatPublisher>(),
            provider.GetRequiredService<PageMemory>(),
            provider.GetRequiredService<ToastTray>(),
            provider.GetRequiredService<RoomChatClientOptions>(),
            provider.GetRequiredService<SettingsStore>(),
            provider.GetRequiredService<MessageAlerts>()));
    }

    internal static Uri SocketAddress(Uri origin) =>
        new UriBuilder(new Uri(origin, "ws")) { Scheme = origin.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
}
