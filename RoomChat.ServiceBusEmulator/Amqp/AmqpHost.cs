using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The AMQP listener, as long as the service runs.</summary>
internal sealed partial class AmqpHost(IOptions<EmulatorOptions> options, LinkRouter router, LinkEvents events, ILogger<AmqpHost> logger)
    : IHostedService, IDisposable
{
    /// <summary>Milliseconds without a frame after which a peer is taken for dead. Half of it is advertised, and clients refuse less than 5 s.</summary>
    private const int IdleTimeout = 60_000;

    /// <summary>Clients open one AMQP session for each link; this is what the .NET client offers as its own maximum.</summary>
    private const ushort MaxSessions = 8191;

    private ConnectionListener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var port = options.Value.AmqpPort;
        EnsureFree(port);
        var host = new ContainerHost(new Address("127.0.0.1", port, user: null, password: null, path: "/", scheme: "amqp"))
        {
            // Also called for links without a target, and for coordinators, which the library's default cannot read.
            AddressResolver = static (_, attach) => AddressOf(attach),
        };
        var listener = new ConnectionListener(host.Listeners[0].Address, new UndecodedContainer(host));
        listener.AMQP.MaxSessionsPerConnection = MaxSessions;
        listener.AMQP.IdleTimeout = IdleTimeout;
        foreach (var mechanism in (string[])[GatedSaslProfile.ServiceBusMechanism, GatedSaslProfile.AnonymousMechanism])
            listener.SASL.EnableMechanism(mechanism, new GatedSaslProfile(mechanism));
        listener.HandlerFactory = _ => events;
        host.RegisterLinkProcessor(router);
        listener.Open();
        _listener = listener;
        LogListening(port);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listener?.Close();
        _listener = null;
        return Task.CompletedTask;
    }

    public void Dispose() => _listener?.Close();

    private static string AddressOf(Attach attach) =>
        (attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address) ?? "";

    /// <summary>The library shares ports: without this check a second emulator would start and take half of the connections.</summary>
    /// <exception cref="EmulatorStartException">Another process listens there.</exception>
    private static void EnsureFree(int port)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen();
        }
        catch (SocketException exception)
        {
            throw new EmulatorStartException(
                string.Create(CultureInfo.InvariantCulture, $"Port {port} for AMQP is not free ({exception.SocketErrorCode}). Stop what uses it, or set Emulator__AmqpPort."),
                exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "AMQP listens on 127.0.0.1:{Port}")]
    private partial void LogListening(int port);
}
