using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>
/// The AMQP side of the emulator on a free port, with a fake clock. It has a plain queue <c>q</c> and a queue with sessions <c>s</c>.
/// </summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    internal static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private readonly AmqpHost _host;

    private RunningEmulator(EmulatorOptions settings)
    {
        Port = settings.AmqpPort;
        var options = Options.Create(settings);
        Entities = new ServiceBusNamespace(Time);
        Entities.Create(new QueueDescription("q") { LockDuration = LockDuration });
        Entities.Create(new QueueDescription("s") { LockDuration = LockDuration, RequiresSession = true });
        Entities.Create(new TopicDescription("t"));
        Entities.Create(new SubscriptionDescription("t", "all") { LockDuration = LockDuration });
        var journal = new MemoryOnly();
        var sessions = new SessionAccepts(journal, NullLogger<SessionAccepts>.Instance);
        var tokens = new AccessTokens(options, Time);
        var access = new LinkAccess(tokens, Time, NullLogger<LinkAccess>.Instance);
        var router = new LinkRouter(
            Entities,
            sessions,
            new CbsNode(tokens),
            new ManagementNodes(Entities, new ManagementCalls()),
            access,
            journal,
            NullLogger<LinkRouter>.Instance);
        _host = new AmqpHost(options, router, new LinkEvents(sessions, new OpenConnections()), Time, NullLogger<AmqpHost>.Instance);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    internal int Port { get; }

    internal ServiceBusNamespace Entities { get; }

    /// <summary>The number of open connections.</summary>
    internal int Connections => _host.Connections;

    internal static async Task<RunningEmulator> StartAsync(Action<EmulatorOptions>? configure = null)
    {
        var settings = new EmulatorOptions { AmqpPort = FreePort() };
        configure?.Invoke(settings);
        var emulator = new RunningEmulator(settings);
        await emulator._host.StartAsync(TestContext.Current.CancellationToken);
        return emulator;
    }

    internal MessageQueue Queue(string name)
    {
        Assert.True(Entities.TryGetSource(EntityPath.Of(name), out var queue));
        return queue;
    }

    internal async Task<Connection> ConnectAsync(int? port = null)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = await new ConnectionFactory { SASL = { Profile = global::Amqp.Sasl.SaslProfile.Anonymous } }.CreateAsync(
            new Address(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{port ?? Port}")),
            new Open { ContainerId = Guid.NewGuid().ToString("N"), HostName = "localhost", MaxFrameSize = 65_536 },
            (_, _) => opened.TrySetResult());
        connection.AddClosedCallback((_, _) => opened.TrySetResult());
        await opened.Task;
        if (!connection.IsClosed) await RoundTripAsync(connection);
        return connection;
    }

    /// <summary>
    /// Begins and ends a session. The listener sends its own open before it has read the client's. Without a round trip a test could
    /// advance the clock in between, and the emulator would close the connection after its open timeout.
    /// </summary>
    private static async Task RoundTripAsync(Connection connection)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.AddClosedCallback((_, _) => begun.TrySetResult());
        var begin = new Begin { IncomingWindow = 1, OutgoingWindow = 1, NextOutgoingId = 0, HandleMax = 1 };
        var session = new Session(connection, begin, (_, _) => begun.TrySetResult());
        await begun.Task;
        if (!connection.IsClosed) await session.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        Entities.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
