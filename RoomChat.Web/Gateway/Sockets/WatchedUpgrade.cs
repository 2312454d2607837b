using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>Has the proxy find a stream of ours where it asks the server for the client's: by HTTP/1.1's upgrade, or by HTTP/2's extended CONNECT.</summary>
/// <param name="upgrade">The server's own, if it has it.</param>
/// <param name="connect">The server's own, if it has it.</param>
/// <param name="bare">The client's socket, if nothing is between it and the server.</param>
/// <param name="watch">Gives the stream that the proxy is to see.</param>
internal sealed class WatchedUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, Socket? bare, Func<Stream, Stream> watch)
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
