using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace RoomChat.Tests.Messaging.Redis;

/// <summary>Login and encryption of the connection that receives the rooms' messages, against the distribution's Redis.</summary>
public sealed class PushSocketTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(",password=secret")]
    [InlineData(",user=ada,password=hers")]
    public async Task Rooms_are_heard_with_the_right_password(string settings)
    {
        await using var server = await StartWithPasswordsAsync();
        await using var redis = await server.ConnectAsync(settings);
        await AssertHearsAsync(redis, ConfigurationOptions.Parse(RedisServer.ConnectionString([server]) + settings));
    }

    [Theory]
    [InlineData(",password=wrong", "refused the login")]
    [InlineData(",user=eve,password=hers", "refused the login")]
    public async Task Wrong_password_is_reported(string settings, string said)
    {
        await using var server = await StartWithPasswordsAsync();
        var options = ConfigurationOptions.Parse(RedisServer.ConnectionString([server]) + settings);
        var refused = Assert.Throws<IOException>(() => PushSocket.Connect(options, server.EndPoint, Silence));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rooms_are_heard_over_TLS_from_a_trusted_server()
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

    [Fact]
    public async Task User_without_password_hears_the_rooms_of_the_channel_prefix()
    {
        await using var server = await RedisServer.StartAsync(
            ["--requirepass", "secret", "--user", "eve", "on", "nopass", "~roomchat:*", "resetchannels", "&app:*", "+@all"]);
        var options = ConfigurationOptions.Parse(
            RedisServer.ConnectionString([server]) + ",user=eve,channelPrefix=app:,name=rooms of tests");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        await AssertHearsAsync(redis, options);
        await Eventually.Holds(async () => await CountNamedAsync() == 2, "only the multiplexer's two connections are left");
        using var named = PushSocket.Connect(options, server.EndPoint, Silence);
        Assert.Equal(3, await CountNamedAsync());

        async Task<int> CountNamedAsync() =>
            ((string?)await redis.GetServers()[0].ExecuteAsync("CLIENT", "LIST"))!.Split("name=roomsoftests").Length - 1;
    }

    [Fact]
    public async Task Both_certificate_callbacks_of_the_options_decide()
    {
        using var files = new CertificateFiles();
        await using var server = await StartWithTlsAsync(files, asksClients: true);
        var options = ConfigurationOptions.Parse(
            RedisServer.ConnectionString([server]) + ",ssl=true,sslHost=localhost,password=secret,checkCertificateRevocation=false");
        using var own = X509Certificate2.CreateFromPemFile(files.CertificatePath, files.KeyPath);
        options.CertificateSelection += delegate { return own; };
        var isTrusted = true;
        options.CertificateValidation += (_, _, _, errors) => isTrusted && errors == SslPolicyErrors.RemoteCertificateChainErrors;
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        await AssertHearsAsync(redis, options);

        isTrusted = false;
        Assert.Throws<AuthenticationException>(() => PushSocket.Connect(options, server.EndPoint, Silence));
    }

    [Fact]
    public async Task Trusted_issuer_of_the_options_is_trusted()
    {
        using var files = new CertificateFiles();
        await using var server = await StartWithTlsAsync(files);
        var options = ConfigurationOptions.Parse(
            RedisServer.ConnectionString([server]) + ",ssl=true,sslHost=localhost,password=secret,checkCertificateRevocation=false");
        options.TrustIssuer(files.Certificate);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        await AssertHearsAsync(redis, options);
    }

    [Fact]
    public async Task Connection_uses_the_tunnel_and_the_hook_of_the_options()
    {
        await using var server = await RedisServer.StartAsync([]);
        var tunnel = new Detour(server.EndPoint);
        var options = ConfigurationOptions.Parse("redis.invalid,abortConnect=false,connectTimeout=2000");
        var hooked = 0;
        options.Tunnel = tunnel;
        options.BeforeSocketConnect = (_, kind, _) => hooked += kind == ConnectionType.Subscription ? 1 : 0;
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        (tunnel.Streams, hooked) = (0, 0);
        await AssertHearsAsync(redis, options);
        Assert.Equal((new RoomChannelOptions().Readers, new RoomChannelOptions().Readers), (tunnel.Streams, hooked));
        Assert.All(tunnel.Asked, asked => Assert.Equal(new DnsEndPoint("redis.invalid", 6379), asked));
    }

    [Fact]
    public async Task Tunnel_failure_is_an_IOException()
    {
        var options = ConfigurationOptions.Parse("redis.invalid:1,connectTimeout=2000");
        options.BeforeSocketConnect = (_, _, _) => throw new FormatException("of the tunnel");
        var fault = await Task.Run(() => Assert.Throws<IOException>(() => PushSocket.Connect(options, options.EndPoints[0], Silence)), Ct);
        Assert.IsType<FormatException>(fault.InnerException);
    }

    private static async Task AssertHearsAsync(IConnectionMultiplexer redis, ConfigurationOptions connection)
    {
        var (room, heard) = (Said.AnyRoom(), new HeardOnChannel());
        using var channel = HeardOnChannel.Open(redis, connection: connection);
        await using var subscription = await channel.SubscribeAsync(room, heard, Ct).WaitAsync(Eventually.Patience, Ct);
        var log = new RedisRoomLog(redis,
            Options.Create(new RoomLogOptions()), Options.Create(new RoomChannelOptions()), TimeProvider.System);
        // More than one TLS record, which holds 16 KiB.
        await log.AppendAsync(Said.Message(room, "m1", new string('x', 40_000)), Ct);
        await Eventually.Holds(() => !heard.Messages.IsEmpty, "the message is heard");
        Assert.Equal(40_000, heard.Messages.Single().Message.Content.Length);
        await channel.PublishEventAsync(room, "typing"u8.ToArray(), Ct);
        await Eventually.Holds(() => heard.Events.Contains("typing"), "the event is heard");
    }

    private static Task<RedisServer> StartWithPasswordsAsync() =>
        RedisServer.StartAsync(["--requirepass", "secret", "--user", "ada", "on", ">hers", "~roomchat:*", "&roomchat:*", "+@all"]);

    private static Task<RedisServer> StartWithTlsAsync(CertificateFiles files, bool asksClients = false)
    {
        var port = FreePort.Take();
        return RedisServer.StartAsync(
            [
                "--port", "0", "--tls-port", port.ToString(CultureInfo.InvariantCulture), "--tls-auth-clients",
                asksClients ? "yes" : "no", "--requirepass", "secret",
                "--tls-cert-file", files.CertificatePath, "--tls-key-file", files.KeyPath, "--tls-ca-cert-file", files.CertificatePath,
            ],
            port);
    }

    /// <summary>Redirects connections to another server, each through its own stream.</summary>
    private sealed class Detour(EndPoint server) : Tunnel
    {
        private int _streams;

        internal ConcurrentQueue<EndPoint> Asked { get; } = new();

        internal int Streams { get => _streams; set => _streams = value; }

        public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken)
        {
            Asked.Enqueue(endpoint);
            return new(server);
        }

        public override ValueTask<Stream?> BeforeAuthenticateAsync(
            EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _streams);
            return new(new NetworkStream(socket!, ownsSocket: true));
        }
    }
}
