using System.Globalization;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Contracts;
using RoomChat.Messaging;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>Realtime instances that share a broker and a Redis and use one strategy, and a publisher with the same strategy.</summary>
internal sealed class RoutedSystem : IAsyncDisposable
{
    private readonly IHost _publishing;

    private RoutedSystem(OwnBacking backing, string strategy, Dictionary<string, string?> settings)
    {
        (Backing, Settings) = (backing, settings);
        settings["Routing:Strategy"] = strategy;
        settings["ConnectionStrings:messaging-administration"] = backing.Broker.AdministrationConnectionString;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["ConnectionStrings:messaging"] = backing.Broker.ConnectionString;
        builder.Configuration["ConnectionStrings:redis"] = backing.Redis.ConnectionString;
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.AddMessaging();
        _publishing = builder.Build();
    }

    internal OwnBacking Backing { get; }

    internal ServiceBusAdministrationClient Administration => _publishing.Services.GetRequiredService<ServiceBusAdministrationClient>();

    internal List<RealtimeInstance> Instances { get; } = [];

    internal InstancePool Pool { get; } = new();

    /// <summary>The settings of every instance.</summary>
    internal Dictionary<string, string?> Settings { get; }

    /// <summary>The settings as environment variables of a process.</summary>
    internal Dictionary<string, string> Environment => Settings.ToDictionary(
        setting => setting.Key == "environment" ? "DOTNET_ENVIRONMENT" : setting.Key.Replace(":", "__", StringComparison.Ordinal),
        setting => setting.Value!, StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="backing">Broker and Redis.</param>
    /// <param name="strategy">Name of the strategy.</param>
    /// <param name="instances">The number of instances.</param>
    /// <param name="settings">Settings that replace the defaults of the tests.</param>
    internal static async Task<RoutedSystem> StartAsync(
        OwnBacking backing, string strategy, int instances, Dictionary<string, string?>? settings = null)
    {
        var system = new RoutedSystem(backing, strategy, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // ClientSide is refused in Production.
            ["environment"] = "Development",
            ["InstanceLeases:Duration"] = "00:00:02",
            ["Routing:OwnSubscription:FindEnded"] = "00:00:00.2",
            ["Routing:OwnSubscription:LockDuration"] = "00:00:05",
        });
        foreach (var (name, value) in settings ?? []) system.Settings[name] = value;
        for (var i = 0; i < instances; i++) await system.AddInstanceAsync();
        return system;
    }

    internal async Task<RealtimeInstance> AddInstanceAsync()
    {
        var instance = await RealtimeInstance.StartAsync(Backing.Broker.ConnectionString, Backing.Redis.ConnectionString, Settings);
        Instances.Add(instance);
        await instance.BecomesReadyAsync();
        Pool.Add(instance);
        return instance;
    }

    /// <summary>Connects a raw client to the next instance.</summary>
    internal Task<FrameRecorder> ConnectAsync() => FrameRecorder.ConnectAsync(Pool.Choose(), Ct);

    /// <summary>
    /// Publishes as the API does. The message id is made of room and content, except in the room "all", which all tests share.
    /// </summary>
    internal Task PublishAsync(RoomId room, string content) => _publishing.Services.GetRequiredService<MessagePublisher>().PublishAsync(
        Said.Message(room, room.IsAll ? Guid.NewGuid().ToString("n") : $"{room}-{content}", content), Ct);

    /// <summary>Publishes a number of messages, one after the other.</summary>
    internal async Task<IReadOnlyList<string>> PublishAsync(RoomId room, int first, int count)
    {
        var ids = Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var id in ids) await PublishAsync(room, id);
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances)
        {
            await instance.StopAsync();
            await instance.DisposeAsync();
        }
        _publishing.Dispose();
    }
}
