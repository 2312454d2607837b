using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Benchmarks.Crash;

/// <summary>Senders and receivers that write the ledger. They never retry, so that the ledger has each attempt.</summary>
internal sealed class CrashClients : IAsyncDisposable
{
    private const int Senders = 20;
    private const int Receivers = 4;
    private const int AbandonOneOf = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly CrashLedger _ledger;
    private readonly ServiceBusClient _client;
    private long _lastId;

    public CrashClients(string connectionString, CrashLedger ledger)
    {
        _ledger = ledger;
        _client = new ServiceBusClient(connectionString, new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(5) },
        });
    }

    /// <summary>Sends until cancellation.</summary>
    public Task SendAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendLoopAsync(ct)));

    /// <summary>Receives until cancellation.</summary>
    public Task ReceiveAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => ReceiveLoopAsync(ct)));

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private async Task SendLoopAsync(CancellationToken ct)
    {
        await using var sender = _client.CreateSender(CrashRun.Queue);
        while (!ct.IsCancellationRequested)
        {
            var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
            _ledger.Sending(id);
            if (await TriesAsync(() => sender.SendMessageAsync(new ServiceBusMessage(id) { MessageId = id }, CancellationToken.None)))
                _ledger.SendConfirmed(id);
        }
    }

    private async Task ReceiveLoopAsync(CancellationToken ct)
    {
        await using var receiver = _client.CreateReceiver(CrashRun.Queue);
        while (!ct.IsCancellationRequested)
        {
            IReadOnlyList<ServiceBusReceivedMessage> messages = [];
            await TriesAsync(async () => messages = await receiver.ReceiveMessagesAsync(20, LongestWait, CancellationToken.None));
            await Task.WhenAll(messages.Select(message => SettleAsync(receiver, message)));
        }
    }

    private async Task SettleAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message)
    {
        var id = message.MessageId ?? throw new InvalidOperationException("A message came without an id.");
        _ledger.Received(id, message.SequenceNumber, message.DeliveryCount);
        if (message.DeliveryCount == 1 && message.SequenceNumber % AbandonOneOf == 0)
        {
            _ledger.Abandoning(id);
            if (await TriesAsync(() => receiver.AbandonMessageAsync(message, cancellationToken: CancellationToken.None)))
                _ledger.AbandonConfirmed(id);
        }
        else if (await TriesAsync(() => receiver.CompleteMessageAsync(message, CancellationToken.None)))
        {
            _ledger.CompleteConfirmed(id);
        }
        else
        {
            _ledger.CompleteUnknown(id);
        }
    }

    private static async Task<bool> TriesAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (ServiceBusException)
        {
            await Task.Delay(Pause);
            return false;
        }
    }
}
