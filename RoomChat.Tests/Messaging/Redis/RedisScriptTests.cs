using System.Text.RegularExpressions;
using RoomChat.Messaging.Redis;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Messaging.Redis;

public sealed partial class RedisScriptTests(RedisFixture fixture)
{
    [Fact]
    public async Task Keys_of_different_slots_are_refused_without_a_cluster_too()
    {
        await using var redis = await fixture.ConnectAsync();
        var script = RedisScript.Load("RoomLog.Scripts.read-before");
        await Assert.ThrowsAsync<ArgumentException>(() => script.RunAsync(
            redis.GetDatabase(), [RoomKeys.Head(Said.AnyRoom()), RoomKeys.Log(Said.AnyRoom())],
                    ["+inf", 1], TestContext.Current.CancellationToken));
    }

    /// <summary>A key that a script builds itself would escape the check of the given keys.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_touches_only_the_keys_that_it_is_given(string path)
    {
        var calls = Call().Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, path))).Select(match => match.Value).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Matches(HarmlessCall(), call));
    }

    public static TheoryData<string> Scripts =>
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Root, "*.lua", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or "node_modules")),
    ];

    [GeneratedRegex(@"redis\.p?call\([^,)]*(?:,[^,)]*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    // Allowed: a command without a key; a command on a given key ('key' comes from KEYS); the announcement on the room's channel.
    [GeneratedRegex(@"^redis\.call\(('TIME'|'[A-Z]+', (KEYS\[\d\]|key)|ARGV\[5\], ARGV\[4\])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HarmlessCall();
}
