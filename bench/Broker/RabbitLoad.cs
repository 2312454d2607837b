using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// The same load on RabbitMQ: a durable queue, persistent messages with publisher confirms, and manual acknowledgements. Sending and
/// receiving use separate connections.
/// </summary>
internal sealed class RabbitLoad : BrokerLoad
{
    private const string QueueName = "messages";

    private static readonly BasicProperties Persistent = new() { Persistent = true };

    private readonly byte[] _body = new byte[BodyBytes];
    private readonly Channel<ulong> _received = Channel.CreateUnbounded<ulong>();
    private readonly IConnection _sending;
    private readonly IConnection _receiving;
    private readonly IChannel _sender;
    private readonly IChannel _receiver;

    private RabbitLoad((IConnection Connection, IChannel Channel) sender, (IConnection Connection, IChannel Channel) receiver) =>
        (_sending, _sender, _receiving, _receiver) = (sender.Connection, sender.Channel, receiver.Connection, receiver.Channel);

    public static async Task<RabbitLoad> ConnectAsync(Uri address, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = address };
        var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var load = new RabbitLoad(await OpenAsync(factory, confirms, ct), await OpenAsync(factory, options: null, ct));
        await load._receiver.QueueDeclareAsync(QueueName, durable: true, exclusive: false, autoDelete: false, cancellationToken: ct);
        await load._receiver.BasicQosAsync(0, ReceivedAtOnce, global: false, ct);
        var consumer = new AsyncEventingBasicConsumer(load._receiver);
        consumer.ReceivedAsync += async (_, delivery) =>
            await load._received.Writer.WriteAsync(delivery.DeliveryTag, CancellationToken.None);
        await load._receiver.BasicConsumeAsync(QueueName, autoAck: false, consumer, ct);
        return load;
    }

    /// <inheritdoc/>
    public override async Task SendAsync(CancellationToken ct) =>
        await _sender.BasicPublishAsync(exchange: "", QueueName, mandatory: false, Persistent, _body, ct);

    /// <inheritdoc/>
    public override Task ReceiveAsync(int count, CancellationToken ct) => ReceiveOneByOneAsync(count, ct);

    /// <inheritdoc/>
    public override async Task ReceiveOneByOneAsync(int count, CancellationToken ct)
    {
        for (var received = 0; received < count; received++)
            await _receiver.BasicAckAsync(await _received.Reader.ReadAsync(ct), multiple: false, ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        await _receiving.DisposeAsync();
    }

    private static async Task<(IConnection Connection, IChannel Channel)> OpenAsync(
        ConnectionFactory factory, CreateChannelOptions? options, CancellationToken ct)
    {
        var connection = await factory.CreateConnectionAsync(ct);
        return (connection, await connection.CreateChannelAsync(options, ct));
    }
}
