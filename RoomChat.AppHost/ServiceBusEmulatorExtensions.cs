namespace RoomChat.AppHost;

/// <summary>Our own Service Bus, a project of this solution.</summary>
internal static class ServiceBusEmulatorExtensions
{
    /// <summary>The same as those of Microsoft's emulator, so that other tools find ours.</summary>
    private const int AmqpPort = 5672;
    private const int AdminPort = 5300;

    internal static MessagingResources AddEmbeddedServiceBus(this IDistributedApplicationBuilder builder, string name)
    {
        var emulator = builder.AddProject<Projects.RoomChat_ServiceBusEmulator>($"{name}-emulator", launchProfileName: null).RunAsBuilt()
            .WithEndpoint(port: AmqpPort, scheme: "tcp", name: "amqp", env: "Emulator__AmqpPort", isProxied: false)
            .WithHttpEndpoint(port: AdminPort, name: "admin", env: "Emulator__AdminPort", isProxied: false)
            .WithEnvironment("Emulator__ConfigPath", ServiceBusTopology.PathIn(builder))
            .WithEnvironment("Emulator__DataPath", EmbeddedData.FolderOf(builder, "messaging"))
            .WithHttpHealthCheck("/health", endpointName: "admin")
            .ExcludeFromManifest();

        return new(
            builder.AddConnectionString(name, MessagingExtensions.EmulatorAt(emulator.GetEndpoint("amqp").Property(EndpointProperty.Port))),
            builder.AddConnectionString($"{name}-administration", MessagingExtensions.EmulatorAt(emulator.GetEndpoint("admin").Property(EndpointProperty.Port))));
    }
}
