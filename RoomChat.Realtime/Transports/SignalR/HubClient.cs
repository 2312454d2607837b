using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>A client of the hub. It is a feature of its connection, because a hub object lives for one call.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A semaphore holds nothing to dispose of unless it is asked for a handle.")]
internal sealed class HubClient(HubConnectionContext connection, Caller caller)
{
    private readonly SemaphoreSlim _acting = new(1);
    private ClientSession? _session;
    private CheckedProtocol? _protocol;

    /// <summary>The client has connected.</summary>
    /// <param name="sessions">Opens the session.</param>
    /// <param name="maxBytes">Largest message that it may send.</param>
    public void Open(ClientSessions sessions, int maxBytes)
    {
        ITransport transport = Upgrade?.Wire is { } wire ? new HubSocketTransport(connection, wire) : new HubTransport(connection);
        _session = sessions.Open(caller, transport);
        connection.Protocol = _protocol = new CheckedProtocol(connection.Protocol, _session.Connection, maxBytes);
    }

    /// <summary>Runs a frame's action. Returns its answer, or null when it has none.</summary>
    /// <exception cref="HubException">The action was refused: code and text of the error.</exception>
    public async Task<HubFrame?> ActAsync(HubFrame frame)
    {
        await _acting.WaitAsync();
        try
        {
            if (_session is not { } session) throw Closing();
            var answering = await session.BeginAsync(frame.Json);
            var answer = await answering.WaitAsync(session.Connection.Closing);
            if (answer.Error is { } error) throw new HubException($"{error.Code}: {error.Text}");
            return answer.Frame is { } sent ? new HubFrame(sent.Payload) : null;
        }
        catch (OperationCanceledException)
        {
            throw Closing();
        }
        finally
        {
            _acting.Release();
        }
    }

    /// <summary>The client has disconnected. Its last action is cancelled.</summary>
    /// <param name="failure">The failure; null when the client disconnected itself.</param>
    public async Task CloseAsync(Exception? failure)
    {
        _session!.Connection.Close(failure is null && HasSaidGoodbye() ? CloseCode.Normal : CloseCode.InternalError);
        await _acting.WaitAsync();
        await _session.DisposeAsync();
        _session = null;
        _acting.Release();
    }

    /// <summary>
    /// Whether the client has left for good. It sent SignalR's close message, or, like older clients, only the WebSocket's close frame with
    /// a code other than that of a redirected client. Also true without access to the WebSocket, as with Azure SignalR Service.
    /// </summary>
    private bool HasSaidGoodbye() => _protocol is { WasGoodbyeHeard: true }
        || Upgrade is not { Socket.CloseStatus: null or >= (WebSocketCloseStatus)ProtocolLimits.FirstOwnCloseCode };

    /// <summary>Null without access to the WebSocket.</summary>
    private NotedUpgrade? Upgrade => connection.GetHttpContext()?.Features.Get<IHttpWebSocketFeature>() as NotedUpgrade;

    private static HubException Closing() => new("The connection is closing.");
}
