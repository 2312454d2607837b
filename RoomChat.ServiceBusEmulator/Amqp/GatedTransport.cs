using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Sends nothing until something was received. The library's listener writes its header right after the SASL outcome; when both
/// arrive in one chunk, the JavaScript client loses the second and waits for ever.
/// </summary>
internal sealed class GatedTransport(IAsyncTransport inner) : IAsyncTransport
{
    private readonly TaskCompletionSource _clientHasSpoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        await _clientHasSpoken.Task;
        await inner.SendAsync(bufferList, listSize);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        try
        {
            return await inner.ReceiveAsync(buffer, offset, count);
        }
        finally
        {
            _clientHasSpoken.TrySetResult();
        }
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        _clientHasSpoken.TrySetResult();
        inner.Close();
    }
}
