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
/// One client's protocol, with what SignalR would keep to itself or answer in its own words: whether the client said that it goes, calls
/// that no method takes, which become bad frames as on the WebSocket, and ends of the connection, which have our codes.
/// </summary>
/// <param name="protocol">The one that client and server have agreed on.</param>
/// <param name="connection">Whose it is.</param>
/// <param name="maxBytes">Largest message that is taken; SignalR hands over no more than that.</param>
internal sealed class CheckedProtocol(IHubProtocol protocol, Connection connection, int maxBytes) : IHubProtocol
{
    private static readonly JsonElement NoFrame = JsonElement.Parse("null");

    /// <summary>Whether the client has said that it goes.</summary>
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
            // The input is behind it already.
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
        // Ours has gone before, or goes as soon as the client takes it.
        else if (connection.CloseCode is null) output.Write((close.Error is null ? protocol.GetMessageBytes(close) : HubEncoding.EncodeClose(CloseCode.InternalError)).Span);
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    private static InvocationMessage Call(string? invocationId, JsonElement frame) => new(invocationId, ChatHub.AnyAction, [frame]);

    /// <summary>More than may come has come, and the message is not at its end: SignalR is about to give up.</summary>
    private bool RefuseTooLarge(in ReadOnlySequence<byte> input)
    {
        if (input.Length >= maxBytes) connection.Close(CloseCode.FrameTooLarge);
        return false;
    }
}
