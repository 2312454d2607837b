using RoomChat.Benchmarks.Soak;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SabotageTests
{
    private const int Messages = 20_000;

    [Theory]
    [InlineData(SabotageKind.None, 0)]
    [InlineData(SabotageKind.Drop, -1)]
    [InlineData(SabotageKind.Double, 1)]
    internal void Exactly_one_message_is_harmed(SabotageKind kind, int difference)
    {
        var (sabotage, heard) = (new Sabotage(kind), 0);
        for (var offset = 1; offset <= Messages; offset++)
        {
            var message = new ServerFrame.Message("lobby", "", DateTimeOffset.UnixEpoch, "", offset, new ChatUser("u1", "Ada"));
            sabotage.Pass(message, _ => heard++);
        }
        Assert.Equal(Messages + difference, heard);
    }
}
