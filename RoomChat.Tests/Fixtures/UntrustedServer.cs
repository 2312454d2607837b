using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RoomChat.Tests.Fixtures;

/// <summary>Speaks TLS with an untrusted certificate. Clients end the handshake, so there is nothing behind it.</summary>
internal sealed class UntrustedServer : IAsyncDisposable
{
    private const string Client = "Aspire:Azure:Messaging:ServiceBus:ClientOptions";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly Task _accepting;

    internal UntrustedServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Settings that make a service's Service Bus client connect here, and say at once that it could not.</summary>
    internal Dictionary<string, string> ClientSettings => new(StringComparer.Ordinal)
    {
        [$"{Client}:CustomEndpointAddress"] = $"sb://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}",
        [$"{Client}:RetryOptions:MaxRetries"] = "0",
    };

    /// <summary>A connection string as of Azure: over TLS.</summary>
    internal static string ConnectionString =>
        "Endpoint=sb://localhost/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private async Task AcceptAsync()
    {
        var handshakes = new List<Task>();
        try
        {
            while (true) handshakes.Add(ShakeHandsAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            await Task.WhenAll(handshakes);
        }
    }

    private async Task ShakeHandsAsync(TcpClient client)
    {
        using (client)
        {
            await using var secure = new SslStream(client.GetStream());
            try
            {
                var options = new SslServerAuthenticationOptions { ServerCertificate = _certificate };
                await secure.AuthenticateAsServerAsync(options, _stop.Token);
                await secure.CopyToAsync(Stream.Null, _stop.Token);
            }
            catch (Exception hungUp) when (hungUp is IOException or OperationCanceledException or AuthenticationException)
            {
                // As expected of a client that looks at certificates.
            }
        }
    }
}
