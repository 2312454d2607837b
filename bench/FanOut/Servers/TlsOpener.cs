using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>
/// A proxy that adds TLS between the load, which does not support TLS, and a server with TLS. So the server's cost does not include the
/// client side of TLS. It also creates the certificate.
/// </summary>
internal sealed class TlsOpener : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-tls-");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort = LocalPort.TakeFree();
    private readonly CancellationTokenSource _stop = new();
    private readonly string _fingerprint;
    private readonly Task _accepting;

    public TlsOpener()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        File.WriteAllText(InFolder("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(InFolder("key.pem"), key.ExportPkcs8PrivateKeyPem());
        _listener.Start();
        _accepting = AcceptAsync(_stop.Token);
    }

    /// <summary>The address for the load.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The TLS address that the server must listen on, in addition to its other ports.</summary>
    public string ServerUrl => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_serverPort}");

    /// <summary>Kestrel settings with the paths of the certificate.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Kestrel__Certificates__Default__Path"] = InFolder("cert.pem"),
        ["Kestrel__Certificates__Default__KeyPath"] = InFolder("key.pem"),
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        var pairs = new List<Task>();
        try
        {
            while (true) pairs.Add(ForwardAsync(await _listener.AcceptTcpClientAsync(ct), ct));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(pairs);
        }
    }

    private async Task ForwardAsync(TcpClient accepted, CancellationToken ct)
    {
        try
        {
            using var load = accepted;
            using var server = new TcpClient { NoDelay = true };
            load.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, ct);
            await using var tls = new SslStream(server.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = IsOurs }, ct);
            await Task.WhenAny(load.GetStream().CopyToAsync(tls, BufferBytes, ct), tls.CopyToAsync(load.GetStream(), BufferBytes, ct));
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // The load counts connections that end early.
            accepted.Dispose();
        }
    }

    private bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString(HashAlgorithmName.SHA256) == _fingerprint;

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
