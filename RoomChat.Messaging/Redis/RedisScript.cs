using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// A script embedded in this assembly. It is called by its hash. When the server does not have the hash (NOSCRIPT), the text is sent too.
/// With <c>keepsOrder</c> every call sends the text: a second try would break the order of concurrent calls.
/// On a cluster a script runs on one node, so all its keys must be in one slot. Other keys are refused without a cluster, too.
/// </summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly CommandFlags _flags;

    private RedisScript(string text, CommandFlags flags) => (_text, _flags) = (text, flags);

    /// <param name="path">The file's path in this project, with dots for slashes, for example <c>RoomLog.Scripts.append</c>.</param>
    /// <param name="keepsOrder">Concurrent calls run in the order of the calls.</param>
    internal static RedisScript Load(string path, bool keepsOrder = false)
    {
        var name = $"RoomChat.Messaging.{path}.lua";
        using var stream = typeof(RedisScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no script '{name}'.");
        using var reader = new StreamReader(stream);
        // The server does not need the comments.
        var code = reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return new RedisScript(string.Join('\n', code), keepsOrder ? CommandFlags.NoScriptCache : CommandFlags.None);
    }

    /// <exception cref="ArgumentException">The keys do not share a hash tag.</exception>
    internal async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments, CancellationToken ct)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (!HashSlot.TagOf((string?)keys[i]).SequenceEqual(HashSlot.TagOf((string?)keys[0])))
            {
                throw new ArgumentException(
                    $"'{keys[i]}' and '{keys[0]}' share no hash tag, so a cluster would not run a script on both.", nameof(keys));
            }
        }
        return await database.ScriptEvaluateAsync(_text, keys, arguments, _flags).WaitAsync(ct);
    }
}
