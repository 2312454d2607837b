using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Fixtures;

/// <summary>A raw WebSocket client that keeps every received frame as JSON, like the seed's manual tests.</summary>
internal sealed class FrameRecorder : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<JsonElement> _frames = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    private FrameRecorder() { }

    internal IReadOnlyList<JsonElement> Frames => _frames.ToArray();

    internal WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    internal string? CloseReason => _socket.CloseStatusDescription;

    /// <summary>Whether the connection has ended, by a close or by a break.</summary>
    internal bool HasEnded => _reading.IsCompleted;

    /// <param name="address">The address of the WebSocket.</param>
    /// <param name="ct">Cancels connecting.</param>
    /// <param name="caller">The caller in the headers, for a test without the gateway.</param>
    internal static async Task<FrameRecorder> ConnectAsync(Uri address, CancellationToken ct, Caller? caller = null)
    {
        var recorder = new FrameRecorder();
        if (caller is not null)
        {
            foreach (var (header, value) in CallerExtensions.HeadersOf(caller)) recorder._socket.Options.SetRequestHeader(header, value);
        }
        await recorder._socket.ConnectAsync(address, ct).WaitAsync(Eventually.Patience, ct);
        recorder._reading = recorder.ReadAsync();
        return recorder;
    }

    internal Task SendAsync(string text, CancellationToken ct) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, ct);

    internal Task SendBinaryAsync(byte[] bytes, CancellationToken ct) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, ct);

    internal async Task<JsonElement> JoinAsync(string room, CancellationToken ct)
    {
        await SendAsync($$"""{"action":"join","room_id":"{{room}}"}""", ct);
        return await WaitForAsync(frame => IsType(frame, "room_joined") && Text(frame, "room_id") == room, $"joined '{room}'");
    }

    internal async Task LeaveAsync(string room, CancellationToken ct)
    {
        await SendAsync($$"""{"action":"leave","room_id":"{{room}}"}""", ct);
        await WaitForAsync(frame => IsType(frame, "room_left") && Text(frame, "room_id") == room, $"left '{room}'");
    }

    internal async Task<JsonElement> GetRoomsAsync(CancellationToken ct)
    {
        var seen = _frames.Count;
        await SendAsync("""{"action":"get_rooms"}""", ct);
        var answer = default(JsonElement);
        await Eventually.Holds(
            () => (answer = Frames.Skip(seen).LastOrDefault(frame => IsType(frame, "rooms_info"))).ValueKind == JsonValueKind.Object,
            "rooms_info came");
        return answer.GetProperty("rooms");
    }

    internal async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> wanted, string what)
    {
        var found = default(JsonElement);
        await Eventually.Holds(() => (found = Frames.FirstOrDefault(wanted)).ValueKind == JsonValueKind.Object, what);
        return found;
    }

    internal Task<JsonElement> WaitForContentAsync(string content) =>
        WaitForAsync(frame => Text(frame, "content") == content, $"the message '{content}' came");

    /// <summary>The contents of the messages received so far.</summary>
    internal IReadOnlyList<string> Contents =>
        [.. Frames.Where(frame => IsType(frame, "message")).Select(frame => Text(frame, "content")!)];

    internal static bool IsType(JsonElement frame, string type) => Text(frame, "type") == type;

    internal static string? Text(JsonElement frame, string property) =>
        frame.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Sends a close frame, as a closed page does.</summary>
    internal Task CloseAsync(CancellationToken ct) => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", ct);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _stop.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                await message.WriteAsync(buffer.AsMemory(0, part.Count));
                if (!part.EndOfMessage) continue;
                _frames.Enqueue(JsonSerializer.Deserialize<JsonElement>(message.GetBuffer().AsSpan(0, (int)message.Length)));
                message.SetLength(0);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or WebSocketException)
        {
            // The recording ends: the test or the server closed the connection. HasEnded becomes true.
        }
    }
}
