using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// One client's protocol with three additions to SignalR. It records whether SignalR's Close message arrived. Calls without a matching
/// method become bad frames, like on the WebSocket. Ends of the connection have RoomChat's codes.
/// </summary>
/// <param name="protocol">The negotiated protocol.</param>
/// <param name="connection">The client's connection.</param>
/// <param name="maxBytes">Largest message; SignalR passes on no more than that.</param>
internal sealed class CheckedProtocol(IHubProtocol protocol, Connection connection, int maxBytes) : IHubProtocol
{
    private static readonly JsonElement NoFrame = JsonElement.Parse("null");

    /// <summary>Whether SignalR's Close message arrived.</summary>
    public bool WasGoodbyeHeard { get; private set; }

    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input;
        try
        {
            if (!protocol.TryParseMessage(ref input, binder, out message)) return RefuseTooLarge(input);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            // The input has advanced past the message already.
            message = Call(invocationId: null, NoFrame);
            return true;
        }
        WasGoodbyeHeard |= message is CloseMessage;
        message = message switch
        {
            InvocationBindingFailureMessage wrong => Call(wrong.InvocationId, CalledFrame.Read(before, wrong.Target)),
            StreamBindingFailureMessage wrong => Call(wrong.Id, NoFrame),
            StreamInvocationMessage stream => Call(stream.InvocationId, NoFrame),
            _ => message,
        };
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (message is not CloseMessage close) protocol.WriteMessage(message, output);
        // The connection's own close message was sent before, or is queued.
        else if (connection.CloseCode is null)
            output.Write((close.Error is null ? protocol.GetMessageBytes(close) : HubEncoding.EncodeClose(CloseCode.InternalError)).Span);
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    private static InvocationMessage Call(string? invocationId, JsonElement frame) => new(invocationId, ChatHub.AnyAction, [frame]);

    /// <summary>Closes when the incomplete message exceeds the limit, before SignalR does.</summary>
    private bool RefuseTooLarge(in ReadOnlySequence<byte> input)
    {
        if (input.Length >= maxBytes) connection.Close(CloseCode.FrameTooLarge);
        return false;
    }
}
