using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Both protocols on one port, because clients know only one port for both: the first byte tells which it is.</summary>
internal static class HttpOrHttps
{
    /// <summary>The first byte of a TLS handshake (RFC 8446, 5.1); no HTTP method begins with it.</summary>
    private const byte Handshake = 0x16;

    /// <summary>A client that says nothing for so long is sent away.</summary>
    internal static readonly TimeSpan TimeToSpeak = TimeSpan.FromSeconds(20);

    public static void UseHttpOrHttps(this ListenOptions endpoint, X509Certificate2 certificate, TimeProvider time)
    {
        ConnectionDelegate? http = null;
        endpoint.Use(https => async connection =>
        {
            // A connection that said nothing is closed by the return, without an error in the log: anybody can open many of them.
            if (await BeginsWithHandshakeAsync(connection, time) is not { } isHandshake) return;
            await (isHandshake ? https : http!)(connection);
        });
        endpoint.UseHttps(certificate);
        endpoint.Use(next => http = next);
    }

    /// <summary>Null when the client says nothing in time, or goes.</summary>
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
