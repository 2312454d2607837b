using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Sends requests to a node (<c>$cbs</c>, <c>entity/$management</c>) and matches the answers by id. Any number may be under way.</summary>
internal sealed class RequestResponseLink : IEndpoint
{
    private const int Credit = 200;

    private readonly string _address;
    private readonly string _replyTo;
    private readonly SenderLink _sender;
    private readonly ReceiverLink _receiver;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _waiting = new(StringComparer.Ordinal);

    private RequestResponseLink(string address, string replyTo, SenderLink sender, ReceiverLink receiver)
    {
        (_address, _replyTo, _sender, _receiver) = (address, replyTo, sender, receiver);
        sender.AddClosedCallback((_, error) => OnLost(receiver, error));
        receiver.AddClosedCallback((_, error) => OnLost(sender, error));
        receiver.Start(Credit, OnAnswer);
    }

    public bool IsOpen => !_sender.IsClosed && !_receiver.IsClosed;

    public static async Task<RequestResponseLink> OpenAsync(AmqpConnection connection, string address, CancellationToken ct)
    {
        var replyTo = Guid.NewGuid().ToString("N");
        var session = connection.CreateSession();
        var (sender, _) = await LinkAttaching.AttachAsync(
            session, address, onAttached => new SenderLink(session, $"{replyTo}:sender", RequestsTo(address, replyTo), onAttached), ct);
        var (receiver, _) = await LinkAttaching.AttachAsync(
            session, address, onAttached => new ReceiverLink(session, $"{replyTo}:receiver", AnswersFrom(address, replyTo), onAttached), ct);
        return new(address, replyTo, sender, receiver);
    }

    /// <summary>Sends a request, and gives the broker's answer whatever its status.</summary>
    public async Task<Message> RequestAsync(Message request, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        request.Properties = new Properties { MessageId = id, ReplyTo = _replyTo, To = _address };
        var answer = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            _sender.Send(request, null, null);
            if (!IsOpen) OnLost(_sender, _sender.Error ?? _receiver.Error);
            return await answer.Task.WaitAsync(ct);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public Task CloseAsync() => Task.WhenAll(_sender.CloseQuietlyAsync(), _receiver.CloseQuietlyAsync());

    private static Attach RequestsTo(string address, string replyTo) => new()
    {
        Source = new Source { Address = replyTo },
        Target = new Target { Address = address },
        SndSettleMode = SenderSettleMode.Settled,
    };

    private static Attach AnswersFrom(string address, string replyTo) => new()
    {
        Source = new Source { Address = address },
        Target = new Target { Address = replyTo },
        SndSettleMode = SenderSettleMode.Settled,
    };

    private void OnAnswer(IReceiverLink link, Message answer)
    {
        link.Accept(answer);
        if (answer.Properties?.GetCorrelationId()?.ToString() is { } id && _waiting.TryGetValue(id, out var waiting)) waiting.TrySetResult(answer);
    }

    private void OnLost(Link other, Error? error)
    {
        other.Close(TimeSpan.Zero);
        foreach (var waiting in _waiting.Values) waiting.TrySetException(AmqpErrors.ToException(error, _address));
    }
}
