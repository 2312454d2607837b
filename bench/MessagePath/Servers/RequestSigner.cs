using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>Signs requests to the services as the gateway does for a program with a subscription key.</summary>
internal sealed class RequestSigner : IDisposable
{
    /// <summary>A signature is reused for this time, so that signing does not slow the load generator.</summary>
    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(5);

    private static readonly Caller Program = new($"{Caller.KeyPrefix}benchmark", "Benchmark");

    private readonly Lock _gate = new();
    private readonly Dictionary<(HttpMethod, string), (DateTimeOffset At, string Lines)> _signed = [];
    private readonly IHost _host;
    private readonly GatewaySignature _signature;

    /// <param name="secret">The secret of the services.</param>
    public RequestSigner(string secret)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["GatewaySignature:Secret"] = secret;
        builder.AddGatewaySignature();
        _host = builder.Build();
        _signature = _host.Services.GetRequiredService<GatewaySignature>();
    }

    /// <summary>Returns the caller headers and their signature, each with its line end.</summary>
    public string Sign(HttpMethod method, string target)
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (_signed.TryGetValue((method, target), out var last) && now - last.At < Reuse) return last.Lines;
            using var request = new HttpRequestMessage(method, new Uri(new Uri("http://localhost"), target));
            request.SetCaller(Program);
            _signature.Sign(request);
            var lines = string.Concat(request.Headers.Select(static header => $"{header.Key}: {string.Join(',', header.Value)}\r\n"));
            _signed[(method, target)] = (now, lines);
            return lines;
        }
    }

    public void Dispose() => _host.Dispose();
}
