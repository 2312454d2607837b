using RoomChat.Contracts.Names;
using RoomChat.Web.Session;
using RoomChat.Web.SubscriptionKeys;
using StackExchange.Redis;

namespace RoomChat.Web.Names;

/// <summary>
/// Registers the names of programs when the gateway starts, so that no key can publish under the name of another program.
/// </summary>
internal sealed partial class ProgramNames(
    KeyRing keys, IServiceProvider services, TimeProvider time, ILogger<ProgramNames> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Yields first: making the client connects to Redis, and the start of the gateway must not wait for that.
        await Task.Yield();
        var names = services.GetRequiredService<KeptNames>();
        foreach (var program in keys.Callers)
        {
            while (UserName.TryParse(program.Name, out var name, out _) && !await TryKeepAsync(names, name, program.Id, stoppingToken))
                await Task.Delay(Retry, time, stoppingToken);
        }
    }

    private async Task<bool> TryKeepAsync(KeptNames names, UserName name, string id, CancellationToken ct)
    {
        try
        {
            await names.KeepAsync(name, id, ct);
            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or SessionsUnknownException)
        {
            LogAway(e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The names of programs could not be written; trying again")]
    private partial void LogAway(Exception exception);
}
