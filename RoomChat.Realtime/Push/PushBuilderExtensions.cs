using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Push;

namespace RoomChat.Realtime.Push;

internal static class PushBuilderExtensions
{
    /// <summary>Adds Web Push. Without keys it is off.</summary>
    public static void AddPush(this IHostApplicationBuilder builder)
    {
        builder.Services.AddPushSubscriptions();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PushOptions>, SenderOptionsValidator>());
        if (string.IsNullOrEmpty(builder.Configuration[$"{PushOptions.Section}:{nameof(PushOptions.PublicKey)}"])) return;
        builder.Services.TryAddSingleton<VapidKey>();
        // A separate client: clients of the factory retry, resolve services, and log addresses, which are secrets here.
        builder.Services.TryAddSingleton(
            provider => ActivatorUtilities.CreateInstance<PushSender>(provider, new HttpClient(PushSender.NewHandler())));
        builder.Services.TryAddSingleton<PushTargets>();
        builder.Services.TryAddSingleton<PushQueue>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<PushQueue>());
    }
}
