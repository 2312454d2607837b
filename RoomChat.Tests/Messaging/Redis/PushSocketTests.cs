using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Redis;

/// <summary>The login and the encryption of the connection that hears the rooms, against the distribution's Redis.</summary>
public sealed class PushSocketTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(",password=secret")]
    [InlineData(",user=ada,password=hers")]
    public async Task The_rooms_are_heard_by_whoever_knows_the_password(string settings)
    {
        await using var server = await StartWithPasswordsAsync();
        await using var redis = await server.ConnectAsync(settings);
        await AssertHearsAsync(redis, ConfigurationOptions.Parse(RedisServer.ConnectionString([server]) + settings));
    }

    [Theory]
    [InlineData(",password=wrong", "refused the login")]
    [InlineData(",user=eve,password=hers", "refused the login")]
    public async Task A_wrong_password_is_told(string settings, string said)
    {
        await using var server = await StartWithPasswordsAsync();
        var options = ConfigurationOptions.Parse(RedisServer.ConnectionString([server]) + settings);
        var refused = Assert.Throws<IOException>(() => PushSocket.Connect(options, server.EndPoint, Silence));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rooms_are_heard_over_an_encrypted_connection_to_a_server_that_is_trusted()
    {
        using var files = new CertificateFiles();
        await using var server = await StartWithTlsAsync(files);
        var options = ConfigurationOptions.Parse(RedisServer.ConnectionString([server]) + ",ssl=true,sslHost=localhost,password=secret");
        var untrusting = options.Clone();
        options.SslClientAuthenticationOptions = host => new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { files.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        await AssertHearsAsync(redis, options);

        Assert.Throws<AuthenticationException>(() => PushSocket.Connect(untrusting, server.EndPoint, Silence));
        options.SslHost = "elsewhere";
        Assert.Throws<AuthenticationException>(() => PushSocket.Connect(options, server.EndPoint, Silence));
    }

    private static async Task AssertHearsAsync(IConnectionMultiplexer redis, ConfigurationOptions connection)
    {
        var (room, heard) = (Said.AnyRoom(), new HeardOnChannel());
        using var channel = HeardOnChannel.Open(redis, connection: connection);
        await using var subscription = await channel.SubscribeAsync(room, heard, Ct);
        var log = new RedisRoomLog(redis, Options.Create(new RoomLogOptions()), Options.Create(new RoomChannelOptions()), TimeProvider.System);
        // More than a record of TLS holds, which is 16 KiB.
        await log.AppendAsync(Said.Message(room, "m1", new string('x', 40_000)), Ct);
        await Eventually.Holds(() => !heard.Messages.IsEmpty, "the message is heard");
        Assert.Equal(40_000, heard.Messages.Single().Message.Content.Length);
    }

    private static Task<RedisServer> StartWithPasswordsAsync() =>
        RedisServer.StartAsync(["--requirepass", "secret", "--user", "ada", "on", ">hers", "~roomchat:*", "&roomchat:*", "+@all"]);

    private static Task<RedisServer> StartWithTlsAsync(CertificateFiles files)
    {
        var port = FreePort.Take();
        return RedisServer.StartAsync(
            [
                "--port", "0", "--tls-port", port.ToString(CultureInfo.InvariantCulture), "--tls-auth-clients", "no", "--requirepass", "secret",
                "--tls-cert-file", files.CertificatePath, "--tls-key-file", files.KeyPath, "--tls-ca-cert-file", files.CertificatePath,
            ],
            port);
    }

    private sealed class CertificateFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-tls-");

        internal CertificateFiles()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
            File.WriteAllText(CertificatePath, Certificate.ExportCertificatePem());
            File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        }

        internal X509Certificate2 Certificate { get; }

        internal string CertificatePath => Path.Combine(_folder.FullName, "certificate.pem");

        internal string KeyPath => Path.Combine(_folder.FullName, "key.pem");

        public void Dispose()
        {
            Certificate.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
