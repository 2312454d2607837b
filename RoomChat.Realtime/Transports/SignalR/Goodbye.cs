using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>One client's protocol, which notes whether the client said that it goes. SignalR keeps that to itself.</summary>
internal sealed class Goodbye(IHubProtocol protocol) : IHubProtocol
{
    public bool WasHeard { get; private set; }

    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!protocol.TryParseMessage(ref input, binder, out message)) return false;
        WasHeard |= message is CloseMessage;
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);
}
