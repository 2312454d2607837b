using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Topology;

namespace RoomChat.ServiceBusEmulator;

/// <summary>Composes the emulator.</summary>
internal static class EmulatorBuilderExtensions
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--config"] = Key(nameof(EmulatorOptions.ConfigPath)),
        ["--amqp-port"] = Key(nameof(EmulatorOptions.AmqpPort)),
        ["--admin-port"] = Key(nameof(EmulatorOptions.AdminPort)),
    };

    /// <summary>Adds the broker, its AMQP listener and its HTTP port.</summary>
    public static WebApplicationBuilder AddEmulator(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddCommandLine(args, Switches);
        builder.Services.AddOptions<EmulatorOptions>().BindConfiguration(EmulatorOptions.Section).ValidateOnStart();
        builder.Services.TryAddSingleton<IValidateOptions<EmulatorOptions>, EmulatorOptionsValidator>();
        AddBroker(builder.Services);
        AddAmqp(builder.Services);
        ListenOnAdminPort(builder);
        return builder;
    }

    private static void AddBroker(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => TopologyLoader.Load(
            provider.GetRequiredService<IOptions<EmulatorOptions>>().Value.ConfigPath, provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddAmqp(IServiceCollection services)
    {
        services.TryAddSingleton<CbsNode>();
        services.TryAddSingleton<ManagementNodes>();
        services.TryAddSingleton<SessionAccepts>();
        services.TryAddSingleton<LinkEvents>();
        services.TryAddSingleton<LinkRouter>();
        services.AddHostedService<AmqpHost>();
    }

    /// <summary>The admin port alone decides; URLs that an orchestrator injects for other kinds of services do not count.</summary>
    private static void ListenOnAdminPort(WebApplicationBuilder builder)
    {
        foreach (var setting in (string[])[WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey])
            builder.WebHost.UseSetting(setting, "");
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
            kestrel.Listen(IPAddress.Loopback, kestrel.ApplicationServices.GetRequiredService<IOptions<EmulatorOptions>>().Value.AdminPort));
    }

    private static string Key(string option) => $"{EmulatorOptions.Section}:{option}";
}
