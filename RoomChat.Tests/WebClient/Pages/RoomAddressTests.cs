using FsCheck;
using FsCheck.Fluent;
using RoomChat.Contracts;
using RoomChat.Web.Client.Pages;

namespace RoomChat.Tests.WebClient.Pages;

public sealed class RoomAddressTests
{
    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    [Fact]
    public void Every_room_and_message_comes_back_from_its_address()
    {
        var rooms = from length in Gen.Choose(1, ProtocolLimits.MaxRoomIdLength)
                    from letters in Gen.Elements(Allowed.ToCharArray()).ArrayOf(length)
                    let name = new string(letters)
                    where RoomId.TryParse(name, out _) && name != "all"
                    select name;
        Prop.ForAll(rooms.ToArbitrary(), Gen.Choose(1, int.MaxValue).ToArbitrary(), (name, offset) =>
        {
            var address = new Uri(new Uri("http://chat.test/"), RoomAddress.Of(RoomId.Parse(name, null), offset));
            var parts = address.AbsolutePath.Split('/').Select(Uri.UnescapeDataString).ToArray();
            return parts is ["", "r", var room, var message]
                && RoomAddress.TryParse(room, message, out var roomId, out var read) && roomId?.Value == name && read == offset;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("a b", null)]
    [InlineData("all", null)]
    [InlineData("", null)]
    [InlineData("$general", null)]
    [InlineData("général", null)]
    [InlineData("general", "0")]
    [InlineData("general", "-1")]
    [InlineData("general", "1.5")]
    [InlineData("general", "latest")]
    [InlineData("general", "99999999999999999999")]
    public void Address_without_such_a_room_or_message_is_none(string room, string? message) =>
        Assert.False(RoomAddress.TryParse(room, message, out _, out _));
}
