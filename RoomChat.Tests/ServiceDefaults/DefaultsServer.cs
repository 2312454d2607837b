using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace RoomChat.Tests.ServiceDefaults;

/// <summary>A service with the defaults only, on Kestrel. Records log lines and the spans that it would export.</summary>
internal sealed class DefaultsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DefaultsServer(WebApplication app, LogRecorder logs, SpanRecorder spans) => (_app, Logs, Spans) = (app, logs, spans);

    internal LogRecorder Logs { get; }

    internal SpanRecorder Spans { get; }

    internal Uri Address => new(_app.Urls.Single());

    internal static async Task<DefaultsServer> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IHealthChecksBuilder>? addChecks = null, string? environment = null)
    {
        var (logs, spans) = (new LogRecorder(), new SpanRecorder());
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddServiceDefaults();
        builder.Services.ConfigureOpenTelemetryTracerProvider((_, tracing) => tracing.AddProcessor(spans));
        addChecks?.Invoke(builder.Services.AddHealthChecks());
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/answer", () => "42");
        await app.StartAsync();
        return new DefaultsServer(app, logs, spans);
    }

    internal MetricRecorder RecordMetrics() => new(_app.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

    internal HttpClient CreateClient() => new() { BaseAddress = Address };

    /// <summary>A client as in the services, resilient and traced.</summary>
    internal HttpClient CreateTracedClient() => _app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Records spans in place of an exporter: after the processors of the service defaults.</summary>
    internal sealed class SpanRecorder : BaseProcessor<Activity>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(string Name, string Tags)> _spans = new();

        internal IReadOnlyCollection<(string Name, string Tags)> All => _spans;

        public override void OnEnd(Activity data) =>
            _spans.Enqueue((data.DisplayName, string.Join(' ', data.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
