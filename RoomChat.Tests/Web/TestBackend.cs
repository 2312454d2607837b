using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.Web;

/// <summary>
/// A real Kestrel server behind the gateway: records received requests, answers with its name, and echoes WebSocket texts.
/// </summary>
internal sealed class TestBackend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Seen> _requests = new();

    private TestBackend(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = 64 * 1024);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(context => ServeAsync(context, name));
    }

    public string Address => _app.Urls.Single();

    public IReadOnlyCollection<Seen> Requests => _requests;

    public static async Task<TestBackend> StartAsync(string name = "backend")
    {
        var backend = new TestBackend(name);
        await backend._app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context, string name)
    {
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        using var body = new StreamReader(context.Request.Body);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            var text = await body.ReadToEndAsync(context.RequestAborted);
            _requests.Enqueue(new Seen(context.Request.Path, context.Request.QueryString.Value ?? "", headers, text));
            await context.Response.WriteAsync(name);
            return;
        }
        _requests.Enqueue(new Seen(context.Request.Path, context.Request.QueryString.Value ?? "", headers, ""));
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, context.RequestAborted);
        }
        await socket.CloseAsync((WebSocketCloseStatus)4001, "shutting down, reconnect", context.RequestAborted);
    }

    /// <summary>A received request.</summary>
    internal sealed record Seen(string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        /// <summary>All texts of the request except its body, to search for a forbidden text.</summary>
        public string Everything => $"{Path}{Query} {string.Join(' ', Headers.Select(h => $"{h.Key}: {h.Value}"))}";
    }
}
