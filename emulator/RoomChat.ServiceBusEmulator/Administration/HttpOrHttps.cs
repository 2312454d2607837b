using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Both protocols on one port, because clients know only one port for both: the first byte tells which it is.</summary>
internal static class HttpOrHttps
{
    /// <summary>The first byte of a TLS handshake (RFC 8446, 5.1); no HTTP method begins with it.</summary>
    private const byte Handshake = 0x16;

    private static readonly TimeSpan TimeToSpeak = TimeSpan.FromSeconds(20);

    public static void UseHttpOrHttps(this ListenOptions endpoint, X509Certificate2 certificate)
    {
        ConnectionDelegate? http = null;
        endpoint.Use(https => async connection =>
        {
            if (await BeginsWithHandshakeAsync(connection)) await https(connection);
            else await http!(connection);
        });
        endpoint.UseHttps(certificate);
        endpoint.Use(next => http = next);
    }

    private static async Task<bool> BeginsWithHandshakeAsync(ConnectionContext connection)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        limit.CancelAfter(TimeToSpeak);
        var input = connection.Transport.Input;
        try
        {
            var read = await input.ReadAsync(limit.Token);
            var isHandshake = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] == Handshake;
            input.AdvanceTo(read.Buffer.Start);
            return isHandshake;
        }
        catch (OperationCanceledException exception)
        {
            throw new ConnectionAbortedException("The client said nothing.", exception);
        }
    }
}
