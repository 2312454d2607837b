using RoomChat.AppHost.LocalRun;

namespace RoomChat.AppHost;

/// <summary>The Service Bus emulator of this solution.</summary>
internal static class ServiceBusEmulatorExtensions
{
    /// <summary>The ports of Microsoft's emulator, so that other tools find this emulator, too.</summary>
    private const int AmqpPort = 5672;
    private const int AdminPort = 5300;
    private const string Amqp = "amqp";
    private const string Admin = "admin";

    internal static MessagingResources AddEmbeddedServiceBus(this IDistributedApplicationBuilder builder, string name)
    {
        var resource = $"{name}-emulator";
        var emulator = builder.AddProject<Projects.RoomChat_ServiceBusEmulator>(resource, launchProfileName: null).RunAsBuilt()
            .WithEndpoint(
                builder.FixedPort(resource, Amqp, AmqpPort), scheme: "tcp", name: Amqp, env: "Emulator__AmqpPort", isProxied: false)
            .WithHttpEndpoint(builder.FixedPort(resource, Admin, AdminPort), name: Admin, env: "Emulator__AdminPort", isProxied: false)
            .WithUrlForEndpoint(Admin, static url => url.DisplayText = "Emulator")
            .WithEnvironment("Emulator__ConfigPath", ServiceBusTopology.PathIn(builder))
            .WithEnvironment("Emulator__DataPath", EmbeddedData.MakeFolderOf(builder, "messaging"))
            .WithHttpHealthCheck("/health", endpointName: Admin)
            .ExcludeFromManifest();

        return new(
            builder.AddConnectionString(name, MessagingExtensions.EmulatorAt(emulator.GetEndpoint(Amqp).Property(EndpointProperty.Port))),
            builder.AddConnectionString(
                $"{name}-administration", MessagingExtensions.EmulatorAt(emulator.GetEndpoint(Admin).Property(EndpointProperty.Port))));
    }
}
