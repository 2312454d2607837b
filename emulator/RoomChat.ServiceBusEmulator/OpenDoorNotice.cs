using System.Net;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator;

/// <summary>Warns when other machines can reach the emulator and no key is required.</summary>
internal sealed partial class OpenDoorNotice(
    IOptions<EmulatorOptions> options, AccessTokens tokens, ILogger<OpenDoorNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!tokens.AreRequired && !IPAddress.IsLoopback(options.Value.Address)) LogOpen(options.Value.Address);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning,
        "The emulator listens on {Address} without a key: everyone who reaches it may read, send and delete. Set --sas-key "
        + "(Emulator__SasKey), or listen on 127.0.0.1")]
    private partial void LogOpen(IPAddress address);
}
