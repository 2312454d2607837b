using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RoomChat.AppHost;

/// <summary>Service Bus, in whichever form.</summary>
internal static class MessagingExtensions
{
    internal static IResourceBuilder<IResourceWithConnectionString> AddMessaging(this IDistributedApplicationBuilder builder, string name) => builder.GetBacking() switch
    {
        Backing.Embedded => builder.AddEmbeddedServiceBus(name),
        Backing.Containers => builder.AddAzureServiceBus(name).WithTopology().RunAsEmulator(),
        _ => builder.AddAzureServiceBus(name).WithTopology(),
    };
}
