using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>Stands in front of the server's own upgrade, for HTTP/1.1 and HTTP/2, so that the framework's WebSocket is made on a <see cref="ClientStream"/>.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The WebSocket disposes of its stream.")]
internal sealed class ClientUpgrade(HttpContext context) : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade = context.Features.Get<IHttpUpgradeFeature>();
    private readonly IHttpExtendedConnectFeature? _connect = context.Features.Get<IHttpExtendedConnectFeature>();
    private ClientStream? _stream;

    /// <summary>The client's stream, once the request has become a WebSocket.</summary>
    public ClientStream Stream => _stream ?? throw new InvalidOperationException("The request is no WebSocket yet.");

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest == true;

    [MemberNotNullWhen(true, nameof(Protocol))]
    public bool IsExtendedConnect => _connect?.IsExtendedConnect == true;

    public string? Protocol => _connect?.Protocol;

    public static void PutBefore(HttpContext context)
    {
        var upgrade = new ClientUpgrade(context);
        if (upgrade._upgrade is not null) context.Features.Set<IHttpUpgradeFeature>(upgrade);
        if (upgrade._connect is not null) context.Features.Set<IHttpExtendedConnectFeature>(upgrade);
        context.Features.Set(upgrade);
    }

    public async Task<Stream> UpgradeAsync() => _stream = new ClientStream(await _upgrade!.UpgradeAsync());

    public async ValueTask<Stream> AcceptAsync() => _stream = new ClientStream(await _connect!.AcceptAsync());

    /// <summary>The shortest way of bytes to the client.</summary>
    public ITransport Transport() =>
        !IsExtendedConnect && context.Features.Get<ITlsConnectionFeature>() is null && context.Features.Get<ITlsHandshakeFeature>() is null
            && context.Features.Get<IConnectionSocketFeature>() is { } raw && context.Features.Get<IConnectionLifetimeFeature>() is { } lifetime
            ? new SocketTransport(raw.Socket, lifetime)
            : new StreamTransport(Stream.Wire, context);
}
