using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.Fixtures;

/// <summary>A small OTLP collector: receives traces over HTTP and keeps their spans.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private WebApplication? _server;

    internal Uri Address => new((_server ?? throw new InvalidOperationException("Not started.")).Urls.First());

    internal IReadOnlyList<ReceivedSpan> Spans => _spans.ToArray();

    /// <summary>Whether any received body (traces, logs, metrics) contains a text. Proves that secrets are not sent.</summary>
    internal bool HasSeen(string text) => _bodies.Any(body => body.Contains(text, StringComparison.Ordinal));

    internal async Task StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/v1/{signal}", TakeAsync);
        await _server.StartAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();
        _bodies.Enqueue(System.Text.Encoding.Latin1.GetString(bytes));
        if (signal != "traces") return;
        foreach (var span in OtlpTraces.Read(bytes)) _spans.Enqueue(span);
    }
}
