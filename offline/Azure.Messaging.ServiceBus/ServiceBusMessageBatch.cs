using Amqp;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent as one, kept within the size that the broker takes. Not for several threads at a time.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly Action<ServiceBusMessage> _instrument;
    private readonly (IList<ServiceBusMessage> Messages, long Size, Func<ServiceBusMessage, bool> MayAdd)? _model;
    private BatchEnvelope _envelope = new();

    internal ServiceBusMessageBatch(long maxSizeInBytes, Action<ServiceBusMessage> instrument) =>
        (MaxSizeInBytes, _instrument) = (maxSizeInBytes, instrument);

    /// <summary>A batch for tests, which is not sent.</summary>
    internal ServiceBusMessageBatch(IList<ServiceBusMessage> messages, long size, long maxSizeInBytes, Func<ServiceBusMessage, bool>? mayAdd)
        : this(maxSizeInBytes, static _ => { }) => _model = (messages, size, mayAdd ?? (static _ => true));

    /// <summary>Messages in the batch.</summary>
    public int Count => _model?.Messages.Count ?? _envelope.Count;

    /// <summary>Most bytes of the batch.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>Bytes so far.</summary>
    public long SizeInBytes => _model?.Size ?? _envelope.Size;

    /// <summary>Adds a message; false when it does not fit any more. Later changes of the message do not reach the batch.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_model is { } model)
        {
            if (!model.MayAdd(message)) return false;
            model.Messages.Add(message);
            return true;
        }

        _instrument(message);
        return _envelope.TryAdd(MessageMapping.ToAmqp(message), MaxSizeInBytes);
    }

    /// <summary>Forgets the messages.</summary>
    public void Dispose() => _envelope = new();

    internal Message ToAmqp() => _model is null ? _envelope.ToAmqp() : throw new InvalidOperationException("A batch made for tests cannot be sent.");
}
