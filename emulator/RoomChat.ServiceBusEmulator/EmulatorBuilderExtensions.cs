using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Storage;
using RoomChat.ServiceBusEmulator.Telemetry;
using RoomChat.ServiceBusEmulator.Topology;

namespace RoomChat.ServiceBusEmulator;

/// <summary>Composes the emulator.</summary>
internal static class EmulatorBuilderExtensions
{
    /// <summary>The setting for the HTTP port in Microsoft's emulator.</summary>
    private const string MicrosoftsAdminPort = "EMULATOR_HTTP_PORT";

    /// <summary>Larger than any description of an entity or rule.</summary>
    private const int MaxDescriptionBytes = 1_048_576;

    /// <summary>Time limit for the headers of a request, and for the pause between two requests.</summary>
    private static readonly TimeSpan TimeToAsk = TimeSpan.FromSeconds(20);

    /// <summary>Adds the broker, its AMQP listener and its HTTP port.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="settings">The settings of the command line; they take precedence over the environment.</param>
    public static WebApplicationBuilder AddEmulator(
        this WebApplicationBuilder builder, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        builder.Configuration.AddInMemoryCollection(settings);
        var adminPort = EmulatorCommandLine.Key(nameof(EmulatorOptions.AdminPort));
        if (string.IsNullOrWhiteSpace(builder.Configuration[adminPort]))
            builder.Configuration[adminPort] = builder.Configuration[MicrosoftsAdminPort];
        builder.Services.AddOptions<EmulatorOptions>();
        builder.Services.AddSingleton<IConfigureOptions<EmulatorOptions>, EmulatorOptionsReader>();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            Bound(kestrel.Limits, kestrel.ApplicationServices.GetRequiredService<IOptions<EmulatorOptions>>().Value);
            kestrel.ConfigureEndpointDefaults(endpoint => UseHttpOrHttps(endpoint, kestrel.ApplicationServices));
        });
        builder.Services.AddSingleton<IConfigureOptions<HostFilteringOptions>, LocalHosts>();
        AddBroker(builder.Services);
        AddAmqp(builder.Services);
        AddAdministration(builder.Services);
        AddStatus(builder.Services);
        builder.Services.TryAddSingleton<EmulatorMetrics>();
        return builder;
    }

    /// <summary>Runs until stopped. Only the admin port sets the HTTP address; URLs from an orchestrator are ignored.</summary>
    /// <exception cref="EmulatorStartException">The configuration cannot be used, or a port is not free.</exception>
    public static async Task RunEmulatorAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<EmulatorOptions>>().Value;
        app.Services.GetRequiredService<EmulatorMetrics>();
        app.Services.GetRequiredService<IdleEntities>();
        var endpoint = new IPEndPoint(options.Address, options.AdminPort);
        try
        {
            await app.RunAsync($"http://{endpoint}");
        }
        catch (IOException exception)
        {
            throw new EmulatorStartException(
                $"{endpoint} for HTTP cannot be used: {exception.Message} Stop what uses it, or set --admin-port (Emulator__AdminPort).",
                exception);
        }
    }

    /// <summary>
    /// Limits the resources that an unknown client can hold: as many connections as for AMQP, a short idle timeout, and a body no larger
    /// than a description.
    /// </summary>
    private static void Bound(KestrelServerLimits limits, EmulatorOptions options)
    {
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestBodySize = MaxDescriptionBytes;
        (limits.RequestHeadersTimeout, limits.KeepAliveTimeout) = (TimeToAsk, TimeToAsk);
    }

    private static void UseHttpOrHttps(ListenOptions endpoint, IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<EmulatorOptions>>().Value.DataFolder;
        var time = services.GetRequiredService<TimeProvider>();
        endpoint.UseHttpOrHttps(HttpsCertificate.LoadOrCreate(folder, time), time);
    }

    private static void AddBroker(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMessageEncoding, AmqpMessageEncoding>();
        services.TryAddSingleton(JournalFactory.Create);
        services.TryAddSingleton(CreateNamespace);
        services.TryAddSingleton<IdleEntities>();
    }

    /// <summary>Restores the state of the last run first, then applies the configuration file.</summary>
    private static ServiceBusNamespace CreateNamespace(IServiceProvider provider)
    {
        var journal = provider.GetRequiredService<IJournal>();
        var store = journal is SqliteJournal onDisk ? new EntityStore(onDisk) : null;
        var entities = new ServiceBusNamespace(
            provider.GetRequiredService<TimeProvider>(), journal, store, provider.GetRequiredService<ILogger<ServiceBusNamespace>>());
        if (store is not null) entities.Restore(store.Load());
        TopologyLoader.Apply(provider.GetRequiredService<IOptions<EmulatorOptions>>().Value.ConfigPath, entities);
        (journal as SqliteJournal)?.RestoreInto(entities);
        return entities;
    }

    private static void AddAmqp(IServiceCollection services)
    {
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<LinkAccess>();
        services.TryAddSingleton<CbsNode>();
        services.TryAddSingleton<ManagementCalls>();
        services.TryAddSingleton<ManagementNodes>();
        services.TryAddSingleton<SessionAccepts>();
        services.TryAddSingleton<OpenConnections>();
        services.TryAddSingleton<LinkEvents>();
        services.TryAddSingleton<LinkRouter>();
        services.AddHostedService<OpenDoorNotice>();
        services.AddHostedService<AmqpHost>();
        services.AddHostedService<IdleTrim>();
    }

    private static void AddAdministration(IServiceCollection services)
    {
        services.TryAddSingleton<EntityReader>();
        services.TryAddSingleton<EntityWriter>();
    }

    private static void AddStatus(IServiceCollection services)
    {
        services.AddHealthChecks();
        services.TryAddSingleton<RecentErrors>();
        services.AddSingleton<ILoggerProvider>(static provider => provider.GetRequiredService<RecentErrors>());
        services.TryAddSingleton<StatusPage>();
    }
}
