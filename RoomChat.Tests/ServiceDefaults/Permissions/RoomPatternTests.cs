using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

public sealed class RoomPatternTests
{
    [Theory]
    [InlineData("*", "general", true)]
    [InlineData("general", "general", true)]
    [InlineData("general", "General", false)]
    [InlineData("general", "general2", false)]
    [InlineData("team-*", "team-", true)]
    [InlineData("team-*", "a-team-1", false)]
    [InlineData("*-private-*", "a-private-b-private-c", true)]
    [InlineData("a.c", "abc", false)]
    public void Pattern_covers_the_rooms_that_it_should(string pattern, string room, bool covered)
    {
        Assert.True(RoomPattern.TryParse(pattern, out var rooms));
        Assert.Equal(covered, rooms.Covers(RoomId.Parse(room, null)));
    }

    [Property(MaxTest = 500)]
    public Property Pattern_covers_the_same_rooms_as_its_regular_expression() => Prop.ForAll(
        TextOf("ab*", 12), TextOf("ab", 20), (pattern, room) =>
        {
            Assert.True(RoomPattern.TryParse(pattern, out var rooms));
            var expression = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
            var expected = Regex.IsMatch(room, expression, RegexOptions.None, TimeSpan.FromSeconds(5));
            Assert.Equal(expected, rooms.Covers(RoomId.Parse(room, null)));
        });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a=b")]
    [InlineData("$canary")]
    [InlineData("ü")]
    public void Text_that_is_no_pattern_is_refused(string? text) => Assert.False(RoomPattern.TryParse(text, out _));

    [Fact]
    public void Rooms_of_services_are_covered_by_no_pattern()
    {
        Assert.True(RoomPattern.TryParse("*", out var all));
        Assert.False(all.Covers(RoomId.Internal("canary")));
        Assert.True(all.Covers(RoomId.All));
    }

    private static Arbitrary<string> TextOf(string letters, int longest) => Gen.Choose(1, longest)
        .SelectMany(length => Gen.Elements(letters.ToCharArray()).ArrayOf(length))
        .Select(chosen => new string(chosen))
        .ToArbitrary();
}
