using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Publishes in all rooms at a steady rate, as the product's API does. Messages of a room are sent one after the other.</summary>
internal sealed class SoakPublisher : IAsyncDisposable
{
    private const int MostWorkers = 20;
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(100);

    private readonly SoakPlan _plan;
    private readonly SoakChecker _checker;
    private readonly ServiceBusClient _client;
    private readonly SharedTopic _topic;
    private readonly MessagePublisher _publisher;
    private readonly RoomId[][] _roomsOfWorkers;
    private long _tries;

    public SoakPublisher(SoakPlan plan, IReadOnlyList<RoomId> rooms, SoakChecker checker, string messaging)
    {
        (_plan, _checker) = (plan, checker);
        var names = Options.Create(new ServiceBusNames());
        _client = new ServiceBusClient(messaging);
        _topic = new SharedTopic(_client, names);
        _publisher = new MessagePublisher(_topic, new RoomShards(names));
        var workers = Math.Min(MostWorkers, rooms.Count);
        _roomsOfWorkers = [.. rooms.Index().GroupBy(room => room.Index % workers, room => room.Item).Select(own => own.ToArray())];
    }

    /// <summary>Number of messages that were sent again because the broker did not accept them.</summary>
    public long Retries => Interlocked.Read(ref _tries);

    /// <summary>Publishes until cancellation. Sends in progress are finished.</summary>
    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(_roomsOfWorkers.Select((rooms, worker) => WorkAsync(rooms, new Dice(_plan.Seed, -1 - worker), ct)));

    public async ValueTask DisposeAsync()
    {
        await _topic.DisposeAsync();
        await _client.DisposeAsync();
    }

    private async Task WorkAsync(RoomId[] rooms, Dice dice, CancellationToken ct)
    {
        var said = rooms.ToDictionary(room => room, _ => 0L);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)_roomsOfWorkers.Length / _plan.Rate));
        while (await NextAsync(timer, ct))
        {
            var room = dice.Pick(rooms);
            await SayAsync(SoakMessages.Say(room, ++said[room]));
            _checker.Accepted(room, said[room]);
        }
    }

    private async Task SayAsync(ChatMessage message)
    {
        while (true)
        {
            try
            {
                await _publisher.PublishAsync(message, CancellationToken.None);
                return;
            }
            catch (ServiceBusException)
            {
                // Send again, whether or not it arrived. The same id makes it one message.
                Interlocked.Increment(ref _tries);
                await Task.Delay(BeforeNextTry);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
