using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Presence;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Realtime.Connections;
using RoomChat.Tests.Realtime.Transports;

namespace RoomChat.Tests.Realtime;

/// <summary>Closed connections and empty rooms keep no memory: the heap is compared before and after very many of them.</summary>
[Collection(UndisturbedHeap.Name)]
public sealed class LeavesNothingBehindTests
{
    // Less than one reference for each connection: none of their objects can have stayed.
    private const int MostBytesEach = 8;
    // A leak shows in every round. Other memory of this process, which may be freed later, does not.
    private const int Rounds = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_and_rooms_that_are_gone_leave_no_memory()
    {
        const int Count = 100_000;
        await using var server = await RealtimeServer.StartAsync();
        await ComeAndGoAsync(server, "warm", Count / 5);
        await LeaveNothingAsync(server, Count * MostBytesEach, round => ComeAndGoAsync(server, $"room-{round}", Count));
    }

    [Fact]
    public async Task Closed_sockets_leave_no_memory()
    {
        const int Count = 2_000;
        await using var server = await RealtimeServer.StartAsync();
        await ConnectAndGoAsync(server, Count);
        // A connection takes some kilobytes; pools may keep a few.
        await LeaveNothingAsync(server, Count * 100, _ => ConnectAndGoAsync(server, Count));
    }

    private static async Task LeaveNothingAsync(RealtimeServer server, long mostBytes, Func<int, Task> comeAndGo)
    {
        var left = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = await HeapAsync(server);
            await comeAndGo(round);
            left.Add(await HeapAsync(server) - before);
            if (left[^1] < mostBytes) return;
        }
        Assert.Fail($"Each time more than {mostBytes} bytes were left: {string.Join(", ", left)}.");
    }

    private static Task ComeAndGoAsync(RealtimeServer server, string rooms, int count)
    {
        var (join, connections, census) =
            (new JoinRoom(server.Part<JoinLimit>(), server.Part<RoomPolicy>()), server.Connections, server.Part<RoomCensus>());
        return Parallel.ForEachAsync(Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = Ct }, async (number, ct) =>
        {
            using var connection = new RecordedConnection().Connection;
            connections.Add(connection);
            await using var memberships = new Memberships(connection, 1, server.Feeds, census, NullLogger<Memberships>.Instance);
            Assert.Null(await join.ExecuteAsync(memberships, new ClientFrame.Join($"{rooms}-{number}"), ct));
            connection.Close(CloseCode.Normal);
            connections.Remove(connection);
        });
    }

    private static async Task ConnectAndGoAsync(RealtimeServer server, int count)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Ct }, async (_, ct) =>
        {
            using var socket = await BareSocket.ConnectAsync(server.Address, ct);
        });
        await Eventually.Holds(() => server.Connections.Count == 0, "all are gone");
    }

    private static async Task<long> HeapAsync(RealtimeServer server)
    {
        await Eventually.Holds(
            () => server.Connections.Count == 0 && server.Feeds.Snapshot().All(feed => feed.RoomId.IsAll),
            "all are gone");
        // Departures are written and announced a moment later; until then they stay in memory.
        await Eventually.Holds(
            () => server.Part<RoomCensus>().WrittenAsync(Ct).IsCompleted && !server.Part<PresenceNews>().HasNewsAsync().IsCompleted,
            "all is told");
        server.Log.ForgetSilentRooms();
        Assert.Equal(0, server.Members.Rooms);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
