using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Operators;

/// <summary>
/// The audit trail of operators' actions: a capped list in Redis, and a log line for each. It is written before the action runs.
/// </summary>
public sealed partial class OperatorActs(IConnectionMultiplexer redis, ILogger<OperatorActs> logger)
{
    /// <summary>Most actions that are kept.</summary>
    public const int MaxKept = 1000;

    /// <summary>Records an action. If this fails, the caller must not run the action.</summary>
    public async Task AddAsync(OperatorAct act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(act);
        var json = JsonSerializer.SerializeToUtf8Bytes(act, OperatorJsonContext.Default.OperatorAct);
        var database = redis.GetDatabase();
        await database.ListLeftPushAsync(RoomKeys.OperatorActs, json).WaitAsync(ct);
        LogAct(act.By.Id, act.Action, act.Target);
        await database.ListTrimAsync(RoomKeys.OperatorActs, 0, MaxKept - 1).WaitAsync(ct);
    }

    /// <summary>The last actions, newest first.</summary>
    public async Task<IReadOnlyList<OperatorAct>> ReadAsync(int most, CancellationToken ct)
    {
        var entries = await redis.GetDatabase().ListRangeAsync(RoomKeys.OperatorActs, 0, most - 1).WaitAsync(ct);
        var json = OperatorJsonContext.Default.OperatorAct;
        return [.. entries.Select(entry => JsonSerializer.Deserialize((byte[])entry!, json)).OfType<OperatorAct>()];
    }

    [LoggerMessage(LogLevel.Information, "Operator {UserId}: {Action} {Target}")]
    private partial void LogAct(string userId, string action, string? target);
}
