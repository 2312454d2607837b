using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// Gives the proxy this gateway's stream in place of the server's stream of the client: for HTTP/1.1's upgrade, or HTTP/2's extended
/// CONNECT.
/// </summary>
/// <param name="upgrade">The server's own feature, if any.</param>
/// <param name="connect">The server's own feature, if any.</param>
/// <param name="bare">The client's socket, if it is not wrapped, as by TLS.</param>
/// <param name="watch">Returns the stream for the proxy.</param>
internal sealed class WatchedUpgrade(
    IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, Socket? bare, Func<Stream, Stream> watch)
    : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    public bool IsUpgradableRequest => upgrade is { IsUpgradableRequest: true };

    public bool IsExtendedConnect => connect is { IsExtendedConnect: true };

    public string? Protocol => connect?.Protocol;

    public async Task<Stream> UpgradeAsync()
    {
        var server = await upgrade!.UpgradeAsync();
        return watch(bare is null ? server : new ClientWire(server, bare));
    }

    public async ValueTask<Stream> AcceptAsync() => watch(await connect!.AcceptAsync());
}
