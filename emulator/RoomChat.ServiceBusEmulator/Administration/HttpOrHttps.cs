using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Serves HTTP and HTTPS on one port, because clients know only one. The first byte of a connection selects the protocol.
/// </summary>
internal static class HttpOrHttps
{
    /// <summary>The first byte of a TLS handshake (RFC 8446, 5.1); no HTTP method begins with it.</summary>
    private const byte Handshake = 0x16;

    /// <summary>The emulator closes a connection that sends no byte in this time.</summary>
    internal static readonly TimeSpan TimeToSpeak = TimeSpan.FromSeconds(20);

    public static void UseHttpOrHttps(this ListenOptions endpoint, X509Certificate2 certificate, TimeProvider time)
    {
        ConnectionDelegate? http = null;
        endpoint.Use(https => async connection =>
        {
            // For a silent connection, return closes it without a log entry: any client can open many of them.
            if (await BeginsWithHandshakeAsync(connection, time) is not { } isHandshake) return;
            await (isHandshake ? https : http!)(connection);
        });
        endpoint.UseHttps(certificate);
        endpoint.Use(next => http = next);
    }

    /// <summary>Null if the client sends nothing in time, or disconnects.</summary>
    private static async Task<bool?> BeginsWithHandshakeAsync(ConnectionContext connection, TimeProvider time)
    {
        using var silence = new CancellationTokenSource(TimeToSpeak, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, silence.Token);
        var input = connection.Transport.Input;
        try
        {
            var read = await input.ReadAsync(limit.Token);
            bool? isHandshake = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0] == Handshake;
            input.AdvanceTo(read.Buffer.Start);
            return isHandshake;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
