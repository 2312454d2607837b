using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Client operations for the tests.</summary>
internal static class ClientLinks
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task SendAsync(this Connection connection, string address, params Message[] messages)
    {
        var session = new Session(connection);
        var sender = new SenderLink(session, "sender-" + Guid.NewGuid(), address);
        foreach (var message in messages) await sender.SendAsync(message, Patience);
        await session.CloseAsync(Patience, error: null);
    }

    internal static Message Text(string body, string? session = null) => new()
    {
        Properties = new Properties { MessageId = body, GroupId = session },
        BodySection = new AmqpValue { Value = body },
    };

    /// <summary>A receiver in peek-lock mode without credit.</summary>
    internal static ReceiverLink Receiver(this Connection connection, string address, OnAttached? onAttached = null, string? name = null) =>
        new(new Session(connection), name ?? "receiver-" + Guid.NewGuid(), Attach(new Source { Address = address }), onAttached);

    /// <summary>A receiver of a session. A null id accepts the next session that has messages.</summary>
    internal static ReceiverLink SessionReceiver(
        this Connection connection, string address, string? sessionId, OnAttached? onAttached = null)
    {
        var attach = Attach(new Source { Address = address, FilterSet = new Map { [SessionAccepts.SessionFilter] = sessionId } });
        attach.Properties = new Fields { [new Symbol("com.microsoft:timeout")] = 60_000u };
        return new ReceiverLink(new Session(connection), "receiver-" + Guid.NewGuid(), attach, onAttached);
    }

    internal static async Task<Message> NextAsync(this ReceiverLink receiver)
    {
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(Patience);
        return message ?? throw new InvalidOperationException($"No message; the link's error is {receiver.Error?.Condition}");
    }

    /// <summary>Returns the error of a refused link.</summary>
    internal static async Task<Error> RefusalAsync(this Link link)
    {
        await Eventually(link);
        return link.Error;
    }

    private static Task Eventually(Link link) =>
        Fixtures.Eventually.Holds(() => link.IsClosed && link.Error is not null, "the link is refused");

    private static Attach Attach(Source source) => new()
    {
        Source = source,
        Target = new Target { Address = "client" },
        SndSettleMode = SenderSettleMode.Unsettled,
        RcvSettleMode = ReceiverSettleMode.Second,
    };
}
