using Amqp;
using RoomChat.ServiceBusEmulator.Amqp;

namespace RoomChat.Tests.ServiceBusEmulator.Amqp;

public sealed class GatedTransportTests
{
    private readonly Wire _wire = new();

    [Fact]
    public async Task Nothing_is_sent_before_the_client_has_spoken()
    {
        var gated = new GatedTransport(_wire);
        var receiving = gated.ReceiveAsync([], 0, 0);
        var sending = gated.SendAsync([], 0);
        Assert.Equal(0, _wire.Sends);

        _wire.Incoming.SetResult(8);

        Assert.Equal(8, await receiving);
        await sending;
        Assert.Equal(1, _wire.Sends);
    }

    [Fact]
    public async Task A_client_that_leaves_opens_the_gate_too()
    {
        var gated = new GatedTransport(_wire);
        var receiving = gated.ReceiveAsync([], 0, 0);
        var sending = gated.SendAsync([], 0);

        _wire.Incoming.SetException(new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(() => receiving);
        await sending;
    }

    [Fact]
    public async Task Closing_opens_the_gate_and_closes_the_wire()
    {
        var gated = new GatedTransport(_wire);
        var sending = gated.SendAsync([], 0);

        gated.Close();

        await sending;
        Assert.True(_wire.IsClosed);
    }

    private sealed class Wire : IAsyncTransport
    {
        public TaskCompletionSource<int> Incoming { get; } = new();

        public int Sends { get; private set; }

        public bool IsClosed { get; private set; }

        public void SetConnection(Connection connection) => throw new NotSupportedException();

        public Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
        {
            Sends++;
            return Task.CompletedTask;
        }

        public Task<int> ReceiveAsync(byte[] buffer, int offset, int count) => Incoming.Task;

        public void Send(ByteBuffer buffer) => throw new NotSupportedException();

        public int Receive(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public void Close() => IsClosed = true;
    }
}
