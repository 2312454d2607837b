using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Benchmarks.Micro;

/// <summary>Cost of the gateway's signature per request: signing at the gateway and checking at the service.</summary>
public class GatewaySignatureCost
{
    private readonly HttpRequestMessage _outgoing = NewRequest();
    private readonly DefaultHttpContext _incoming = new();
    private readonly IHost _host;
    private readonly GatewaySignature _signature;

    public GatewaySignatureCost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["GatewaySignature:Secret"] = SignatureSecret.Value;
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock());
        builder.AddGatewaySignature();
        _host = builder.Build();
        _signature = _host.Services.GetRequiredService<GatewaySignature>();
        _outgoing.SetCaller(new Caller($"{Caller.KeyPrefix}benchmark", "Benchmark"));
        (_incoming.Request.Method, _incoming.Request.Path) = (HttpMethods.Post, "/publish");
        _incoming.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/publish";
        Sign();
        foreach (var (name, values) in _outgoing.Headers) _incoming.Request.Headers[name] = string.Join(',', values);
        if (!Check()) throw new InvalidOperationException("The signature is not valid.");
    }

    [Benchmark]
    public void Sign() => _signature.Sign(_outgoing);

    [Benchmark]
    public bool Check() => _signature.IsValid(_incoming.Request);

    [GlobalCleanup]
    public void Stop()
    {
        _outgoing.Dispose();
        _host.Dispose();
    }

    private static HttpRequestMessage NewRequest() => new(HttpMethod.Post, new Uri("http://localhost/publish"));

    /// <summary>A clock that does not move. A signature is valid for half a minute, and a run may take longer.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
