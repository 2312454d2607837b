using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class SilentConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silent_connection_ends_without_a_log_line(bool goesByItself)
    {
        var (time, logs) = (new FakeTimeProvider(TimeProvider.System.GetUtcNow()), new Recorder());
        using var certificate = HttpsCertificate.LoadOrCreate(folder: null, time);
        var accepted = new TaskCompletionSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).AddFilter<Recorder>(category: null, LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Use(next => connection =>
            {
                var served = next(connection);
                accepted.TrySetResult();
                return served;
            });
            endpoint.UseHttpOrHttps(certificate, time);
        }));
        await using (var app = builder.Build())
        {
            await app.StartAsync(Ct);
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Single()).Port, Ct);
            await accepted.Task.WaitAsync(Eventually.Patience, Ct);
            await using var stream = client.GetStream();
            if (goesByItself) client.Client.Shutdown(SocketShutdown.Send);
            else time.Advance(HttpOrHttps.TimeToSpeak);
            Assert.Equal(0, await stream.ReadAsync(new byte[1], Ct));
        }

        Assert.Empty(logs.Lines);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // No resources to release.
        }
    }
}
