using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Amqp.Transport;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Runs the AMQP listener during the life of the service.</summary>
internal sealed partial class AmqpHost(
    IOptions<EmulatorOptions> options, LinkRouter router, LinkEvents events, TimeProvider time, ILogger<AmqpHost> logger)
    : IHostedService, IDisposable
{
    private const string Scheme = "amqp";

    /// <summary>
    /// Milliseconds without a frame after which a peer counts as dead. Half of it is advertised, and clients refuse less than 5 s.
    /// </summary>
    private const int IdleTimeout = 60_000;

    /// <summary>Clients open one AMQP session for each link; the value is the maximum that the .NET client offers.</summary>
    private const ushort MaxSessions = 8191;

    private ConnectionListener? _listener;
    private SocketListener? _sockets;

    /// <summary>Current number of client connections.</summary>
    public int Connections => _sockets?.Count ?? 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = new IPEndPoint(options.Value.Address, options.Value.AmqpPort);
        var sockets = Listen(endpoint);
        var host = new ContainerHost(
            new Address(endpoint.Address.ToString(), endpoint.Port, user: null, password: null, path: "/", scheme: Scheme))
        {
            // Also called for links without a target, and for coordinators, which the library's default cannot read.
            AddressResolver = static (_, attach) => AddressOf(attach),
        };
        host.CustomTransports.Add(Scheme, sockets);
        var listener = new ConnectionListener(host.Listeners[0].Address, new UndecodedContainer(host)) { HandlerFactory = _ => events };
        listener.AMQP.MaxSessionsPerConnection = MaxSessions;
        listener.AMQP.MaxFrameSize = FrameGuard.MaxFrameSize;
        listener.AMQP.IdleTimeout = IdleTimeout;
        host.RegisterLinkProcessor(router);
        listener.Open();
        _listener = listener;
        _sockets = sockets;
        LogListening(endpoint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            _listener?.Close();
        }
        catch (ObjectDisposedException exception)
        {
            // A connection ended at this moment. The library then stops closing the others, so they are aborted.
            LogEndedMeanwhile(exception);
            _sockets?.Abort();
        }
        _listener = null;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _listener?.Close();
        _sockets?.Abort();
    }

    private static string AddressOf(Attach attach) =>
        (attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address) ?? "";

    /// <exception cref="EmulatorStartException">Another process listens there.</exception>
    private SocketListener Listen(IPEndPoint endpoint)
    {
        try
        {
            return new SocketListener(endpoint, options.Value.MaxConnections, time, logger);
        }
        catch (SocketException exception)
        {
            throw new EmulatorStartException(
                $"{endpoint} for AMQP cannot be used: {exception.Message}. Stop what uses it, or set --amqp-port (Emulator__AmqpPort).",
                exception);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A connection ended while all were being closed")]
    private partial void LogEndedMeanwhile(Exception exception);

    [LoggerMessage(LogLevel.Information, "AMQP listens on {Endpoint}")]
    private partial void LogListening(IPEndPoint endpoint);
}
