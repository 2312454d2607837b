using System.Text;
using RoomChat.Benchmarks.FanOut.Peers;

namespace RoomChat.Tests.Benchmarks.FanOut.Peers;

public sealed class AnnouncementTests
{
    [Fact]
    public void A_frame_has_the_messages_fields_with_type_and_offset() => Assert.Equal(
        """{"type":"message","offset":42,"id":"a:b","content":"{:}"}""",
        Encoding.UTF8.GetString(Announcement.ToFrame(Encoding.UTF8.GetBytes("""9f0c:42:3:a:b{"id":"a:b","content":"{:}"}"""))));

    [Fact]
    public void Invalid_announcement_is_refused() => Assert.Throws<FormatException>(() => Announcement.Read("nothing"u8.ToArray()));
}
