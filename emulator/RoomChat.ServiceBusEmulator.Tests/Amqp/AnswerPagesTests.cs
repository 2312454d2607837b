using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Telemetry;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Lists of any size arrive in pages, for any size limit of an answer. Entries that do not fit stay unchanged.</summary>
public sealed class AnswerPagesTests : IDisposable
{
    private const int Room = 6_000;
    private const int LargestElement = 5_000;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;

    public AnswerPagesTests() => _entities = new ServiceBusNamespace(_time);

    public void Dispose() => _entities.Dispose();

    [Property(MaxTest = 100)]
    public void Peek_pages_through_every_message_in_order(int seed)
    {
        var random = new Random(seed);
        var queue = _entities.Create(new QueueDescription(NewName()) { RequiresSession = random.Next(2) == 0 });
        var deadLetters = random.Next(4) == 0;
        var sessionId = queue.Description.RequiresSession && !deadLetters && random.Next(2) == 0 ? "b" : null;
        var sent = Fill(random, queue);
        var wanted = sent.Where(message => sessionId is null || message.SessionId == sessionId).Select(message => message.MessageId);
        if (deadLetters) DeadLetterAll(queue);
        var node = NodeOf(deadLetters ? queue.Path.DeadLetters : queue.Path);
        var (seen, from) = (new List<string>(), 0L);
        while (Ask(node, "peek-message", Peek(from, random.Next(1, 300), sessionId), Room) is { } answer)
        {
            foreach (var message in Messages(answer))
            {
                seen.Add(message.Properties.MessageId);
                from = (long)message.MessageAnnotations[new Symbol("x-opt-sequence-number")] + 1;
            }
        }

        // Dead letters have the order in which this test received them.
        Assert.Equal(wanted, deadLetters ? seen.Order(StringComparer.Ordinal) : seen.AsEnumerable());
    }

    [Property(MaxTest = 100)]
    public void Deferred_messages_not_in_the_answer_stay_deferred(int seed)
    {
        var random = new Random(seed);
        var queue = _entities.Create(new QueueDescription(NewName()));
        queue.Send([.. Enumerable.Range(0, random.Next(1, 12)).Select(number => Sized(random, $"{number}", session: null))]);
        var numbers = DeferAll(queue);
        var isDeleted = random.Next(2) == 0;
        var asked = random.GetItems<long>(numbers, random.Next(1, numbers.Length + 1)).Distinct().ToArray();

        var answer = Ask(NodeOf(queue.Path), "receive-by-sequence-number", Receive(asked, isDeleted), Room)!;

        var received = Messages(answer).Select(message => (long)message.MessageAnnotations[new Symbol("x-opt-sequence-number")]).ToList();
        Assert.NotEmpty(received);
        Assert.Equal(asked.Take(received.Count), received);
        Assert.Equal(isDeleted ? (numbers.Length - received.Count, 0) : (numbers.Length, received.Count), Kept(queue));
        Assert.NotNull(queue.Messages.ReceiveDeferred([.. numbers.Except(received)], ReceiveMode.PeekLock, sessionId: null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Message_too_large_for_an_answer_is_refused_and_stays(bool isDeleted)
    {
        var queue = _entities.Create(new QueueDescription("q"));
        queue.Send([Sized(new Random(1), "large", session: null, size: 2 * Room), Sized(new Random(1), "small", session: null, size: 1)]);
        var numbers = DeferAll(queue);
        AssertTooLarge(AnswerTo(NodeOf(queue.Path), "peek-message", Peek(0, 2, sessionId: null), Room));
        AssertTooLarge(AnswerTo(NodeOf(queue.Path), "receive-by-sequence-number", Receive(numbers, isDeleted), Room));
        Assert.Equal((2, 0), Kept(queue));
        Assert.Single(Messages(Ask(NodeOf(queue.Path), "peek-message", Peek(numbers[1], 2, sessionId: null), Room)!));
    }

    [Fact]
    public void Peek_without_bodies_returns_more_messages_per_page()
    {
        var queue = _entities.Create(new QueueDescription("q"));
        const int Size = LargestElement - 500;
        queue.Send([.. Enumerable.Range(0, 5).Select(number => Sized(new Random(number), $"{number}", session: null, Size))]);
        var peek = Peek(0, 5, sessionId: null);
        Assert.Single(Messages(Ask(NodeOf(queue.Path), "peek-message", peek, Room)!));
        peek["omit-message-body"] = true;
        Assert.Equal(5, Messages(Ask(NodeOf(queue.Path), "peek-message", peek, Room)!).Count);
    }

    [Property(MaxTest = 50)]
    public void Rules_and_sessions_are_listed_page_by_page(int seed)
    {
        var random = new Random(seed);
        var topic = _entities.Create(new TopicDescription(NewName())).Path.Name;
        var subscription = _entities.Create(new SubscriptionDescription(topic, "s") { RequiresSession = true }, []);
        var names = Enumerable.Range(0, random.Next(1, 30)).Select(number => $"{number:00}").ToList();
        foreach (var name in names)
        {
            var label = new string('x', random.Next(LargestElement - 500));
            subscription.TryAddRule(new SubscriptionRule(name, new CorrelationFilter { Label = label }));
        }

        var sessions = names.ConvertAll(name => name + new string('ä', random.Next(120)));
        foreach (var session in sessions) subscription.Messages.Enqueue(Sized(random, "m", session, size: 1));
        var node = NodeOf(subscription.Path);

        var listed = new List<string>();
        while (Ask(node, "enumerate-rules", new Map { ["skip"] = listed.Count, ["top"] = 100 }, Room) is { } page)
            listed.AddRange(((List)page["rules"]).Select(NameOf));
        Assert.Equal(names, listed);

        listed.Clear();
        while (Ask(node, "get-message-sessions", Sessions(listed.Count), room: 700) is { } page)
        {
            listed.AddRange((string[])page["sessions-ids"]);
            Assert.Equal(listed.Count, page["skip"]);
        }

        Assert.Equal(sessions.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Request_is_not_executed_when_its_answer_does_not_fit()
    {
        var queue = _entities.Create(new QueueDescription("q"));
        queue.Send([.. Enumerable.Range(0, 100).Select(number => Sized(new Random(number), $"{number}", session: null, size: 1))]);
        var tokens = Enumerable.Range(0, 100).Select(_ => queue.Messages.ReceiveOne().LockToken!.Value).ToArray();
        _time.Advance(EntityDefaults.LockDuration / 2);
        AssertTooLarge(AnswerTo(NodeOf(queue.Path), "renew-lock", new Map { ["lock-tokens"] = tokens }, room: 100));
        _time.Advance(EntityDefaults.LockDuration / 2);
        Assert.Equal(0, queue.Messages.Activity.Locked);

        var entry = new Map { ["message"] = Encoded(Sized(new Random(1), "later", session: null, size: 1)) };
        var messages = new List();
        for (var i = 0; i < 100; i++) messages.Add(entry);
        AssertTooLarge(AnswerTo(NodeOf(queue.Path), "schedule-message", new Map { ["messages"] = messages }, room: 100));
        Assert.Equal(0, queue.Counts.Scheduled);

        var sessions = _entities.Create(new QueueDescription("s") { RequiresSession = true });
        sessions.Messages.SetSessionState("a", new byte[200]);
        AssertTooLarge(AnswerTo(NodeOf(sessions.Path), "get-session-state", new Map { ["session-id"] = "a" }, room: 100));
    }

    private static string NewName() => Guid.NewGuid().ToString("N");

    private static void AssertTooLarge(Message answer) => Assert.Equal(
        (403, new Symbol("amqp:link:message-size-exceeded")),
        (answer.ApplicationProperties["statusCode"], answer.ApplicationProperties["errorCondition"]));

    private static Map Peek(long from, int count, string? sessionId) =>
        new() { ["from-sequence-number"] = from, ["message-count"] = count, ["session-id"] = sessionId };

    private static Map Receive(long[] numbers, bool isDeleted) =>
        new() { ["sequence-numbers"] = numbers, ["receiver-settle-mode"] = isDeleted ? 0u : 1u };

    private static Map Sessions(int skip) => new() { ["last-updated-time"] = DateTime.MaxValue, ["skip"] = skip, ["top"] = int.MaxValue };

    private static Message AnswerTo(IRequestNode node, string operation, Map arguments, long room)
    {
        var properties = new ApplicationProperties { ["operation"] = "com.microsoft:" + operation };
        var request = new Message(arguments) { ApplicationProperties = properties };
        var answer = node.Answer(request, connection: null!, new AnswerRoom(room));
        Assert.InRange(answer.Encode().Length, 0, room + 512);
        return MessageMapping.Decode(Bytes(answer));
    }

    /// <summary>Returns the values of an answer, or null when the answer has no content.</summary>
    private static Map? Ask(IRequestNode node, string operation, Map arguments, long room)
    {
        var answer = AnswerTo(node, operation, arguments, room);
        if (answer.ApplicationProperties["statusCode"] is 204) return null;
        Assert.Equal(200, answer.ApplicationProperties["statusCode"]);
        return (Map)answer.Body;
    }

    private static string NameOf(object? rule) => (string)((List)((DescribedValue)((Map)rule!)["rule-description"]).Value)[2]!;

    private static List<Message> Messages(Map answer) =>
        [.. ((List)answer["messages"]).Select(entry => MessageMapping.Decode((byte[])((Map)entry!)["message"]))];

    private static (int Kept, int Locked) Kept(Queue queue) => (queue.Messages.Activity.Kept, queue.Messages.Activity.Locked);

    private static byte[] Bytes(Message message)
    {
        var encoded = message.Encode();
        return encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray();
    }

    private static byte[] Encoded(BrokerMessage message) => MessageMapping.Encode(message);

    private static BrokerMessage Sized(Random random, string id, string? session, int? size = null)
    {
        var body = new byte[size ?? random.Next(LargestElement - 500)];
        var properties = new Properties { MessageId = id, GroupId = session };
        return MessageMapping.Read(Bytes(new Message { Properties = properties, BodySection = new Data { Binary = body } }));
    }

    /// <summary>Sends and schedules messages of random size in random sessions. Returns them in the order of their numbers.</summary>
    private List<BrokerMessage> Fill(Random random, Queue queue)
    {
        var messages = Enumerable.Range(0, random.Next(40))
            .Select(number => Sized(random, $"{number:00}", random.Next(2) == 0 ? "a" : "b")).ToList();
        foreach (var message in messages)
        {
            if (random.Next(3) == 0) queue.Schedule([message with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromHours(1) }]);
            else queue.Send([message]);
        }

        return messages;
    }

    private void DeadLetterAll(Queue queue)
    {
        _time.Advance(TimeSpan.FromHours(1));
        foreach (var session in (string[])["a", "b"])
        {
            var held = queue.Description.RequiresSession ? queue.Messages.AcceptSession(session) : null;
            while (queue.Messages.TryReceive(held, ReceiveMode.PeekLock, receiver: null, out var received))
                queue.Messages.Settle(received.LockToken!.Value, new Settlement.DeadLetter());
        }
    }

    private static long[] DeferAll(Queue queue)
    {
        var numbers = new List<long>();
        while (queue.Messages.TryReceive(session: null, ReceiveMode.PeekLock, receiver: null, out var received))
        {
            queue.Messages.Settle(received.LockToken!.Value, new Settlement.Defer());
            numbers.Add(received.SequenceNumber);
        }

        return [.. numbers];
    }

    private IRequestNode NodeOf(EntityPath path) => new ManagementNodes(_entities, new ManagementCalls()).Find(path)!;
}
