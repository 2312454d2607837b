using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using RoomChat.Contracts.Frames;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Fixtures;

/// <summary>The official SignalR client for .NET; keeps every received event.</summary>
internal sealed class HubRecorder : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Event, JsonElement Frame)> _events = new();

    private HubRecorder(HubConnection connection)
    {
        Connection = connection;
        foreach (var frame in typeof(ServerFrame).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            .Cast<JsonDerivedTypeAttribute>())
        {
            var type = (string)frame.TypeDiscriminator!;
            connection.On<JsonElement>(type, told => _events.Enqueue((type, told)));
        }
        connection.Closed += why =>
        {
            Ended = why?.Message ?? "";
            return Task.CompletedTask;
        };
    }

    internal HubConnection Connection { get; }

    /// <summary>The reason for the end: empty if this side ended the connection, null while it is open.</summary>
    internal string? Ended { get; private set; }

    internal IReadOnlyList<(string Event, JsonElement Frame)> Events => _events.ToArray();

    internal IReadOnlyList<JsonElement> Frames => [.. _events.Select(told => told.Frame)];

    /// <summary>The contents of the messages received so far.</summary>
    internal IReadOnlyList<string> Contents =>
        [.. Events.Where(told => told.Event == "message").Select(told => FrameRecorder.Text(told.Frame, "content")!)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="hub">The address of the hub.</param>
    /// <param name="caller">The caller in the headers, for a test without the gateway.</param>
    /// <param name="configure">Further configuration of the connection.</param>
    internal static async Task<HubRecorder> ConnectAsync(Uri hub, Caller? caller = null, Action<IHubConnectionBuilder>? configure = null)
    {
        var builder = new HubConnectionBuilder().WithUrl(hub, options => SetCaller(options, caller));
        configure?.Invoke(builder);
        var recorder = new HubRecorder(builder.Build());
        await recorder.Connection.StartAsync(Ct);
        return recorder;
    }

    /// <summary>Invokes an action of the hub. Returns the frame of the answer.</summary>
    internal Task<JsonElement> AskAsync(string action, object fields) => Connection.InvokeAsync<JsonElement>(action, fields, Ct);

    internal Task<JsonElement> JoinAsync(string room) => AskAsync("join", new { room_id = room });

    internal async Task<JsonElement> WaitForAsync(string type, Func<JsonElement, bool>? wanted = null)
    {
        var found = default(JsonElement);
        await Eventually.Holds(
            () => (found = Events.FirstOrDefault(told => told.Event == type && wanted?.Invoke(told.Frame) != false).Frame)
                .ValueKind == JsonValueKind.Object,
            $"the event '{type}' came");
        return found;
    }

    internal Task<JsonElement> WaitForContentAsync(string content) =>
        WaitForAsync("message", frame => FrameRecorder.Text(frame, "content") == content);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static void SetCaller(HttpConnectionOptions options, Caller? caller)
    {
        if (caller is null) return;
        foreach (var (header, value) in CallerExtensions.HeadersOf(caller)) options.Headers[header] = value;
    }
}
