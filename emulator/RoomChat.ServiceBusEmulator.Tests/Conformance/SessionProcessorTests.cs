using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class SessionProcessorTests(EmulatorFixture emulator)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentQueue<string> _handled = new();
    private readonly ConcurrentQueue<ProcessErrorEventArgs> _errors = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_session_is_handled_in_order_and_completed()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        await SendAsync(client, topic, from session in Sessions(3) from number in Enumerable.Range(0, 20) select (session, $"{number}"));
        await using var processor = client.CreateSessionProcessor(topic, EmulatorFixture.Subscription);
        await StartAsync(processor, args => NoteAsync($"{args.SessionId}:{args.Message.Body}"));

        await Eventually.Holds(() => _handled.Count == 60, "all are handled");
        await processor.StopProcessingAsync(Ct);
        foreach (var session in Sessions(3))
        {
            var expected = Enumerable.Range(0, 20).Select(number => $"{session}:{number}");
            Assert.Equal(expected, _handled.Where(text => text.StartsWith(session, StringComparison.Ordinal)));
        }
        await using var receiver = client.CreateReceiver(topic, EmulatorFixture.Subscription);
        Assert.Null(await receiver.PeekMessageAsync(cancellationToken: Ct));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Idle_sessions_make_room_for_others()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, Sessions(5).Select(session => (session, "x")));
        var (held, most) = (0, 0);
        await using var processor = client.CreateSessionProcessor(queue, new() { MaxConcurrentSessions = 2, SessionIdleTimeout = Short });
        processor.SessionInitializingAsync += _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref held));
            return Task.CompletedTask;
        };
        processor.SessionClosingAsync += _ => Task.FromResult(Interlocked.Decrement(ref held));
        await StartAsync(processor, args => NoteAsync(args.SessionId));

        await Eventually.Holds(() => _handled.Count == 5, "all sessions had their turn");
        await Eventually.Holds(() => Volatile.Read(ref held) == 0, "idle sessions are given back");
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Processor_takes_only_the_sessions_of_its_list()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, Sessions(3).Select(session => (session, session)));
        var options = new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = 1,
            SessionIdleTimeout = Short,
            SessionIds = { "session-0", "session-2" }
        };
        await using var processor = client.CreateSessionProcessor(queue, options);
        await StartAsync(processor, args => NoteAsync(args.SessionId));

        await Eventually.Holds(() => _handled.Count == 2, "both are processed");
        Assert.Equal(["session-0", "session-2"], _handled.Order(StringComparer.Ordinal));
        await using var other = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        Assert.Equal("session-1", other.SessionId);
    }

    [Fact]
    public async Task Released_session_comes_again_with_its_remaining_messages()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, [("s", "0"), ("s", "1"), ("s", "2")]);
        var released = 0;
        await using var processor = client.CreateSessionProcessor(queue, new() { MaxConcurrentSessions = 1 });
        processor.SessionClosingAsync += _ => Task.FromResult(Interlocked.Increment(ref released));
        await StartAsync(processor, args =>
        {
            args.ReleaseSession();
            return NoteAsync($"{args.Message.Body} after {Volatile.Read(ref released)}");
        });

        await Eventually.Holds(() => _handled.Count == 3, "the session was taken for each of its messages");
        Assert.Equal(["0 after 0", "1 after 1", "2 after 2"], _handled);
    }

    [Fact]
    public async Task Message_of_a_failed_handler_comes_again()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, [("s", "x")]);
        await using var processor = client.CreateSessionProcessor(queue);
        await StartAsync(processor, args =>
        {
            _handled.Enqueue($"{args.Message.DeliveryCount}");
            return args.Message.DeliveryCount == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        });

        await Eventually.Holds(() => _handled.Count == 2, "the message came twice");
        Assert.Equal(["1", "2"], _handled);
        var error = Assert.Single(_errors);
        Assert.Equal((ServiceBusErrorSource.ProcessMessageCallback, "not yet"), (error.ErrorSource, error.Exception.Message));
    }

    [Fact]
    public async Task Processor_takes_a_held_session_once_it_is_free()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, [("s", "x")]);
        await using var holder = await client.AcceptSessionAsync(queue, "s", cancellationToken: Ct);
        await using var processor = client.CreateSessionProcessor(queue, new() { SessionIds = { "s" } });
        await StartAsync(processor, args => NoteAsync(args.Message.Body.ToString()));

        await Eventually.Holds(() => !_errors.IsEmpty, "the error is reported");
        Assert.True(_errors.TryPeek(out var error));
        Assert.Equal(ServiceBusErrorSource.AcceptSession, error.ErrorSource);
        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, Assert.IsType<ServiceBusException>(error.Exception).Reason);
        await holder.DisposeAsync();
        await Eventually.Holds(() => _handled.Count == 1, "the session is processed");
    }

    [Fact]
    public async Task Session_state_is_kept_from_initializing_to_closing()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, [("s", "x")]);
        await using var processor = client.CreateSessionProcessor(queue, new() { SessionIdleTimeout = Short });
        processor.SessionInitializingAsync += args => args.SetSessionStateAsync(new("begun"), args.CancellationToken);
        processor.SessionClosingAsync += async args =>
            _handled.Enqueue($"closing {args.SessionId} {await args.GetSessionStateAsync(CancellationToken.None)}");
        await StartAsync(processor, async args =>
        {
            _handled.Enqueue($"handling {await args.GetSessionStateAsync(args.CancellationToken)}");
            await args.SetSessionStateAsync(new("done"), args.CancellationToken);
        });

        await Eventually.Holds(() => _handled.Count == 2, "the session is given back");
        Assert.Equal(["handling begun", "closing s done"], _handled);
    }

    private static IEnumerable<string> Sessions(int count) => Enumerable.Range(0, count).Select(number => $"session-{number}");

    private static async Task SendAsync(ServiceBusClient client, string entity, IEnumerable<(string Session, string Body)> messages)
    {
        await using var sender = client.CreateSender(entity);
        foreach (var (session, body) in messages) await sender.SendMessageAsync(new(body) { SessionId = session }, Ct);
    }

    private Task NoteAsync(string text)
    {
        _handled.Enqueue(text);
        return Task.CompletedTask;
    }

    private Task StartAsync(ServiceBusSessionProcessor processor, Func<ProcessSessionMessageEventArgs, Task> handler)
    {
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += args =>
        {
            _errors.Enqueue(args);
            return Task.CompletedTask;
        };
        return processor.StartProcessingAsync(Ct);
    }
}
