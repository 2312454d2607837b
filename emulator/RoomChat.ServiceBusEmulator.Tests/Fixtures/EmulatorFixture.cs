using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>
/// One emulator for all tests of the collection, with a supply of entities. Each test takes its own entities, so that it does not see
/// messages of other tests. A derived fixture can add entities.
/// </summary>
public class EmulatorFixture : IAsyncLifetime
{
    public const string Subscription = "all";

    /// <summary>The shortest lock duration that the schema allows.</summary>
    public static readonly TimeSpan ShortLock = TimeSpan.FromSeconds(5);

    private const int Supply = 100;

    private EmulatorProcess? _emulator;
    private int _queues;
    private int _sessionQueues;
    private int _shortLockQueues;
    private int _shortLockSessionQueues;
    private int _sessionTopics;
    private int _topics;

    public EmulatorProcess Emulator => _emulator ?? throw new InvalidOperationException("The emulator has not been started.");

    public string ConnectionString => Emulator.ConnectionString;

    public string AdministrationConnectionString => Emulator.AdministrationConnectionString;

    public async ValueTask InitializeAsync()
    {
        var topology = new EmulatorTopology();
        for (var number = 1; number <= Supply; number++)
        {
            topology.AddQueue(Name("queue", number));
            topology.AddQueue(Name("session-queue", number), requiresSession: true);
            topology.AddQueue(Name("short-lock-queue", number), lockDuration: ShortLock);
            topology.AddQueue(Name("short-lock-session-queue", number), requiresSession: true, lockDuration: ShortLock);
            topology.AddTopic(Name("topic", number), Subscription);
            topology.AddTopic(Name("session-topic", number), Subscription, requiresSession: true);
        }

        AddEntities(topology);
        _emulator = await EmulatorProcess.StartAsync(topology);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_emulator is not null) await _emulator.DisposeAsync();
    }

    /// <summary>A client that retries quickly. It retries long enough for a restart of the emulator on a busy machine.</summary>
    public ServiceBusClient CreateClient(TimeSpan? tryTimeout = null) => CreateClient(ConnectionString, tryTimeout);

    public static ServiceBusClient CreateClient(string connectionString, TimeSpan? tryTimeout = null) =>
        new(connectionString, new ServiceBusClientOptions
        {
            RetryOptions = new()
            {
                TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(30),
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(1),
                MaxRetries = 60
            },
        });

    /// <summary>An empty queue.</summary>
    public string TakeQueue() => Take("queue", ref _queues);

    /// <summary>An empty queue that requires sessions.</summary>
    public string TakeSessionQueue() => Take("session-queue", ref _sessionQueues);

    /// <summary>An empty queue whose locks last <see cref="ShortLock"/>.</summary>
    public string TakeShortLockQueue() => Take("short-lock-queue", ref _shortLockQueues);

    /// <summary>An empty queue that requires sessions, whose locks last <see cref="ShortLock"/>.</summary>
    public string TakeShortLockSessionQueue() => Take("short-lock-session-queue", ref _shortLockSessionQueues);

    /// <summary>An empty topic with the subscription <see cref="Subscription"/>, which requires sessions.</summary>
    public string TakeSessionTopic() => Take("session-topic", ref _sessionTopics);

    /// <summary>An empty topic with the subscription <see cref="Subscription"/>.</summary>
    public string TakeTopic() => Take("topic", ref _topics);

    /// <summary>Adds entities to the supply.</summary>
    protected virtual void AddEntities(EmulatorTopology topology)
    {
        // The base fixture adds no entities.
    }

    private static string Take(string kind, ref int taken)
    {
        var number = Interlocked.Increment(ref taken);
        Assert.True(number <= Supply, $"All {Supply} entities of kind '{kind}' are taken: raise the supply.");
        return Name(kind, number);
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:00}");
}
