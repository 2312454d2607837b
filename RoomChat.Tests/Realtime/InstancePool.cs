using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime;

/// <summary>Connects each attempt of a client to the next instance in turn, as the gateway does.</summary>
internal sealed class InstancePool
{
    private readonly Lock _sync = new();
    private readonly List<Uri> _instances = [];
    private int _next;

    /// <summary>The options of a client; their address is a placeholder.</summary>
    internal RoomChatClientOptions ClientOptions =>
        new() { Endpoint = new Uri("ws://pool/ws"), CreateSocket = () => new PooledSocket(this) };

    internal void Add(RealtimeInstance instance) => Add(instance.Address);

    internal void Remove(RealtimeInstance instance)
    {
        lock (_sync) _instances.Remove(instance.Address);
    }

    internal void Add(Uri instance)
    {
        lock (_sync) _instances.Add(instance);
    }

    internal Uri Choose()
    {
        lock (_sync) return _instances[_next++ % _instances.Count];
    }

    private sealed class PooledSocket(InstancePool pool) : IFrameSocket
    {
        private readonly WebSocketFrameSocket _socket = new();

        public CloseCode? Closed => _socket.Closed;

        public Task ConnectAsync(Uri endpoint, CancellationToken ct) => _socket.ConnectAsync(pool.Choose(), ct);

        public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => _socket.SendAsync(frame, ct);

        public Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) => _socket.ReceiveAsync(ct);

        public Task CloseAsync(CloseCode reason, CancellationToken ct) => _socket.CloseAsync(reason, ct);

        public ValueTask DisposeAsync() => _socket.DisposeAsync();
    }
}
