using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>Has the proxy find a stream of ours where it asks the server for the client's: by HTTP/1.1's upgrade, or by HTTP/2's extended CONNECT.</summary>
internal sealed class WatchedUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, Func<Stream, Stream> watch)
    : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    public bool IsUpgradableRequest => upgrade is { IsUpgradableRequest: true };

    public bool IsExtendedConnect => connect is { IsExtendedConnect: true };

    public string? Protocol => connect?.Protocol;

    public async Task<Stream> UpgradeAsync() => watch(await upgrade!.UpgradeAsync());

    public async ValueTask<Stream> AcceptAsync() => watch(await connect!.AcceptAsync());
}
