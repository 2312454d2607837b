using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// Opens the stream of a connection like StackExchange.Redis does: with the options' tunnel, hooks and trusted certificates.
/// Blocking, see <see cref="PushSocket"/>.
/// </summary>
internal static class RedisStream
{
    private const string Blocks = "A tunnel is asynchronous; the thread that waits is the reader's own, and has nothing else to do.";

    /// <summary>Connects, and encrypts when the options say so.</summary>
    /// <param name="options">The options of the multiplexer, with the ports filled in.</param>
    /// <param name="endpoint">The server.</param>
    /// <param name="silence">Time limit of a read.</param>
    /// <param name="limit">Cancels the attempt.</param>
    public static Stream Open(ConfigurationOptions options, EndPoint endpoint, TimeSpan silence, CancellationToken limit)
    {
        var tunnel = options.Tunnel;
        var target = tunnel is null ? endpoint : Wait(tunnel.GetSocketConnectEndpointAsync(endpoint, limit));
        var socket = target is null ? null : NewSocket(target, options.ConnectTimeout, silence);
        // Connecting and encrypting have no time limit. Disposing the socket ends them.
        using var ending = limit.UnsafeRegister(static open => ((Socket?)open)?.Dispose(), socket);
        try
        {
            if (socket is not null) options.BeforeSocketConnect?.Invoke(endpoint, ConnectionType.Subscription, socket);
            if (tunnel is not null) Wait(tunnel.BeforeSocketConnectAsync(endpoint, ConnectionType.Subscription, socket, limit));
            if (target is not null) socket!.Connect(target);
            var stream = (tunnel is null
                    ? null
                    : Wait(tunnel.BeforeAuthenticateAsync(endpoint, ConnectionType.Subscription, socket, limit)))
                ?? new NetworkStream(
                    socket ?? throw new IOException("The tunnel to Redis has neither a socket nor a stream."), ownsSocket: true);
            return options.Ssl ? Encrypt(stream, options, endpoint) : stream;
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    private static Socket NewSocket(EndPoint target, int sendTimeout, TimeSpan receiveTimeout)
    {
        var socket = target is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        (socket.SendTimeout, socket.ReceiveTimeout) = (sendTimeout, (int)receiveTimeout.TotalMilliseconds);
        return socket;
    }

    private static SslStream Encrypt(Stream stream, ConfigurationOptions options, EndPoint endpoint)
    {
        var host = string.IsNullOrWhiteSpace(options.SslHost) ? HostOf(endpoint) : options.SslHost;
        var ambient = Ambient();
        var encrypted = new SslStream(
            stream,
            leaveInnerStreamOpen: false,
            ValidationOf(options) ?? ValidationOf(ambient),
            SelectionOf(options) ?? SelectionOf(ambient));
        encrypted.AuthenticateAsClient(options.SslClientAuthenticationOptions?.Invoke(host) ?? new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = options.SslProtocols ?? System.Security.Authentication.SslProtocols.None,
            CertificateRevocationCheckMode = options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        });
        return encrypted;
    }

    private static string HostOf(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint named => named.Host,
        IPEndPoint numbered => numbered.Address.ToString(),
        _ => "",
    };

    /// <summary>Settings that StackExchange.Redis reads from the environment when the options do not set them.</summary>
    private static ConfigurationOptions Ambient()
    {
        var ambient = new ConfigurationOptions();
        if (Environment.GetEnvironmentVariable("SERedis_IssuerCertPath") is { Length: > 0 } issuer) ambient.TrustIssuer(issuer);
        if (Environment.GetEnvironmentVariable("SERedis_ClientCertPfxPath") is { Length: > 0 } pfx)
            ambient.SetUserPfxCertificate(pfx, Environment.GetEnvironmentVariable("SERedis_ClientCertPassword"));
        else if (Environment.GetEnvironmentVariable("SERedis_ClientCertPemPath") is { Length: > 0 } pem)
            ambient.SetUserPemCertificate(pem, Environment.GetEnvironmentVariable("SERedis_ClientCertPasswordPath"));
        return ambient;
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = Blocks)]
    private static T Wait<T>(ValueTask<T> step) => step.AsTask().GetAwaiter().GetResult();

    [SuppressMessage("Usage", "VSTHRD002", Justification = Blocks)]
    private static void Wait(ValueTask step) => step.AsTask().GetAwaiter().GetResult();

    // The callbacks are public only as events, which cannot be read. TrustIssuer sets the first one.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_CertificateValidationCallback")]
    private static extern RemoteCertificateValidationCallback? ValidationOf(ConfigurationOptions options);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_CertificateSelectionCallback")]
    private static extern LocalCertificateSelectionCallback? SelectionOf(ConfigurationOptions options);
}
