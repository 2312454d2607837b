using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.Messaging.ServiceBus;

public sealed class RoomTransfersTests
{
    private readonly HeldRoute _route = new();
    private readonly RoomTransfers _transfers;
    private readonly RoomId _room = Said.AnyRoom();

    public RoomTransfersTests() => _transfers = new RoomTransfers(_route);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lone_message_goes_at_once_and_alone()
    {
        foreach (var name in (string[])["m1", "m2"])
        {
            var sending = SendAsync(name);
            Assert.Equal([name], _route.Last.Names);
            _route.Last.Succeed();
            await sending;
        }
    }

    [Fact]
    public async Task Messages_during_a_transfer_form_the_next_one_in_order()
    {
        var sending = Enumerable.Range(1, 5).Select(number => SendAsync($"m{number}")).ToList();
        Assert.Equal(["m1"], _route.Last.Names);
        _route.Last.Succeed();
        await _route.HasBegunAsync(2);
        Assert.Equal(["m2", "m3", "m4", "m5"], _route.Last.Names);
        Assert.False(sending[4].IsCompleted);
        _route.Last.Succeed();
        await Task.WhenAll(sending);
    }

    [Fact]
    public async Task Rooms_do_not_wait_for_one_another()
    {
        var held = SendAsync("m1");
        var free = _transfers.SendAsync(Said.AnyRoom(), Message("other"), Ct);
        _route.Last.Succeed();
        await free;
        Assert.False(held.IsCompleted);
    }

    [Fact]
    public async Task Transfer_failure_is_reported_only_to_its_own_messages()
    {
        var first = SendAsync("m1");
        var (second, third) = (SendAsync("m2"), SendAsync("m3"));
        _route.Last.Succeed();
        await first;
        await _route.HasBegunAsync(2);
        var fourth = SendAsync("m4");
        var cause = new ServiceBusException("away", ServiceBusFailureReason.ServiceCommunicationProblem);
        _route.Last.Fail(cause);
        Assert.Same(cause, await Record.ExceptionAsync(() => second));
        Assert.Same(cause, await Record.ExceptionAsync(() => third));
        await _route.HasBegunAsync(3);
        Assert.Equal(["m4"], _route.Last.Names);
        _route.Last.Succeed();
        await fourth;
    }

    [Fact]
    public async Task Cancelled_message_is_not_sent_and_delays_no_other()
    {
        using var patience = new CancellationTokenSource();
        var first = SendAsync("m1");
        var given = _transfers.SendAsync(_room, Message("m2"), patience.Token);
        var third = SendAsync("m3");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        _route.Last.Succeed();
        await _route.HasBegunAsync(2);
        Assert.Equal(["m3"], _route.Last.Names);
        _route.Last.Succeed();
        await Task.WhenAll(first, third);
    }

    [Theory]
    [InlineData(1_000, 10, RoomTransfers.MostMessages)]
    [InlineData(40, 30_000, 6)]
    [InlineData(3, 250_000, 1)]
    public async Task Transfer_stays_below_the_limits_of_the_broker(int messages, int bytes, int most)
    {
        var sending = Enumerable.Range(0, messages + 1)
            .Select(number => _transfers.SendAsync(_room, Message($"m{number}", bytes), Ct))
            .ToList();
        _route.Last.Succeed();
        for (var (transfers, sent) = (2, 1); sent <= messages; transfers++)
        {
            await _route.HasBegunAsync(transfers);
            Assert.InRange(_route.Last.Names.Count, 1, most);
            sent += _route.Last.Names.Count;
            _route.Last.Succeed();
        }
        await Task.WhenAll(sending);
    }

    [Fact]
    public async Task Message_keeps_the_trace_of_its_own_publisher()
    {
        var first = SendAsync("m1");
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var second = SendAsync("m2");
        var trace = request.Id;
        request.Stop();
        _route.Last.Succeed();
        await _route.HasBegunAsync(2);
        Assert.Equal(trace, _route.Last.Messages[0].ApplicationProperties["traceparent"]);
        Assert.Null(_route.Last.Current);
        _route.Last.Succeed();
        await Task.WhenAll(first, second);
    }

    private Task SendAsync(string name) => _transfers.SendAsync(_room, Message(name), Ct);

    private static ServiceBusMessage Message(string name, int bytes = 10) => new(new byte[bytes]) { MessageId = name };

    /// <summary>A route whose transfers end when the test decides.</summary>
    private sealed class HeldRoute : IPublishingRoute
    {
        private readonly ConcurrentQueue<Transfer> _transfers = new();

        public Transfer Last => _transfers.Last();

        public Task HasBegunAsync(int transfers) =>
            Eventually.Holds(() => _transfers.Count >= transfers, $"transfer {transfers} has begun");

        public Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct)
        {
            var transfer = new Transfer(messages, Activity.Current);
            _transfers.Enqueue(transfer);
            return transfer.Ended;
        }
    }

    private sealed class Transfer(IReadOnlyList<ServiceBusMessage> messages, Activity? current)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<ServiceBusMessage> Messages => messages;

        public Activity? Current => current;

        public IReadOnlyList<string> Names => [.. messages.Select(message => message.MessageId)];

        public Task Ended => _ended.Task;

        public void Succeed() => _ended.TrySetResult();

        public void Fail(Exception cause) => _ended.TrySetException(cause);
    }
}
