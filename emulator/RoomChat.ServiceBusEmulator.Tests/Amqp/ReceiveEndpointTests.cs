using System.Globalization;
using System.Reflection;
using Amqp;
using Amqp.Handler;
using Amqp.Listener;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class ReceiveEndpointTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Message_cut_during_write_is_redelivered_and_not_dead_lettered()
    {
        var broker = await _emulator.ConnectAsync();
        await broker.SendAsync("q", ClientLinks.Text("a"));
        using var observed = new ObservedHost(_emulator.Queue("q"));
        using var proxy = new RecordingProxy(observed.Port);
        await (await _emulator.ConnectAsync(proxy.Port)).Receiver("q").NextAsync();
        var (link, delivery) = await observed.Sent;
        Set(delivery, "InProgress", true);

        proxy.Cut();
        await Eventually.Holds(() => link.IsClosed && link.Error is not null, "the loss is noticed");
        Finish(delivery, link);

        Assert.Equal(0, _emulator.Queue("q/$deadletterqueue").Activity.Kept);
        _emulator.Time.Advance(RunningEmulator.LockDuration);
        Assert.Equal("a", (await broker.Receiver("q").NextAsync()).Body);
        await broker.CloseAsync();
    }

    [Fact]
    public async Task Message_on_closed_connection_is_redelivered_and_not_dead_lettered()
    {
        var broker = await _emulator.ConnectAsync();
        await broker.SendAsync("q", ClientLinks.Text("a"));
        // The AMQP library then does not write the message. It reports the message as rejected.
        using var observed = new ObservedHost(_emulator.Queue("q"))
        {
            BeforeSending = static connection => connection.Close(TimeSpan.Zero)
        };
        (await _emulator.ConnectAsync(observed.Port)).Receiver("q").SetCredit(1, CreditMode.Manual);
        await observed.Disposed;

        Assert.Equal(0, _emulator.Queue("q/$deadletterqueue").Activity.Kept);
        _emulator.Time.Advance(RunningEmulator.LockDuration);
        Assert.Equal("a", (await broker.Receiver("q").NextAsync()).Body);
        await broker.CloseAsync();
    }

    private static void Set(object delivery, string property, bool value) =>
        delivery.GetType().GetProperty(property)!.SetValue(delivery, value);

    /// <summary>Calls the method that the library's writer calls for a closed link. A test cannot stop the writer at that point.</summary>
    private static void Finish(object delivery, ListenerLink link) =>
        delivery.GetType().GetMethod("ReleaseAll", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [delivery, link.Error]);

    /// <summary>Attaches every receiver to the queue. The test can see each delivery and its link.</summary>
    private sealed class ObservedHost : ILinkProcessor, IHandler, IDisposable
    {
        private readonly TaskCompletionSource<(ListenerLink Link, object Delivery)> _sent = new(
            TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MessageQueue _queue;
        private readonly ContainerHost _host;

        internal ObservedHost(MessageQueue queue)
        {
            _queue = queue;
            Port = RunningEmulator.FreePort();
            _host = new ContainerHost(new Address(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{Port}")));
            _host.Listeners[0].SASL.EnableAnonymousMechanism = true;
            _host.Listeners[0].HandlerFactory = _ => this;
            _host.RegisterLinkProcessor(this);
            _host.Open();
        }

        internal int Port { get; }

        /// <summary>Called with the connection before a message is written to it.</summary>
        internal Action<Connection> BeforeSending { get; init; } = static _ => { };

        internal Task<(ListenerLink Link, object Delivery)> Sent => _sent.Task;

        /// <summary>Completes when the endpoint has received the outcome of a message.</summary>
        internal Task Disposed => _disposed.Task;

        public void Process(AttachContext attachContext) =>
            attachContext.Complete(
                new Watched(
                    new ReceiveEndpoint(attachContext.Link, _queue, session: null, new MemoryOnly(), NullLogger.Instance), _disposed),
                initialCredit: 0);

        public bool CanHandle(EventId id) => id == EventId.SendDelivery;

        public void Handle(Event protocolEvent)
        {
            BeforeSending(protocolEvent.Connection);
            _sent.TrySetResult(((ListenerLink)protocolEvent.Link, protocolEvent.Context));
        }

        public void Dispose() => _host.Close();
    }

    private sealed class Watched(ReceiveEndpoint endpoint, TaskCompletionSource disposed) : LinkEndpoint
    {
        public override void OnFlow(FlowContext flowContext) => endpoint.OnFlow(flowContext);

        public override void OnDisposition(DispositionContext dispositionContext)
        {
            endpoint.OnDisposition(dispositionContext);
            disposed.TrySetResult();
        }

        public override void OnLinkClosed(ListenerLink link, global::Amqp.Framing.Error error) => endpoint.OnLinkClosed(link, error);
    }
}
