using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Tests.Contracts.Names;

public sealed class UserNameTests
{
    private static readonly string[] ReservedNames = ["You", "Admin", "System", "Development", "Moderator", "RoomChat"];

    private static readonly string[] Unseen =
    [
        "\u0000", "\u0007", "\u001B", "\u007F", "\u0085", "\u2028", "\u2029", "\t", "\n",
        "\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069",
        "\u00AD", "\u034F", "\u115F", "\u1160", "\u17B4", "\u180B", "\u180E", "\u200B", "\u200C", "\u200D",
        "\u2060", "\u2063", "\u206F", "\u2800", "\u3164",
        "\uFE00", "\uFE0F", "\uFEFF", "\uFFA0", "\uFFF9", "\uFFFC", "\uFFFD",
        "\uE000", "\uFFFF", "\U000E0001", "\U000E0041", "\U000E007F", "\U000E0100",
        "\U0001D173", "\U0001D159", "\U000F0000", "\U0010FFFF", "\uD800", "\uDC00",
    ];

    [Theory]
    [InlineData("Ada")]
    [InlineData("Änne O'Brien-Müller Jr.")]
    [InlineData("李小龍")]
    [InlineData("김철수")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("राम क्\u200Dष")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("יוסף")]
    [InlineData("نور الدين")]
    [InlineData("👩🏽\u200D💻 Ada")]
    [InlineData("❤\uFE0F\u200D🔥")]
    [InlineData("1\uFE0F\u20E3")]
    [InlineData("C# fan")]
    [InlineData("C# lover")]
    [InlineData("Ann #1")]
    [InlineData("Yoyo")]
    [InlineData("Adminton")]
    [InlineData("...")]
    public void Name_of_any_language_is_taken(string text)
    {
        Assert.True(UserName.TryParse(text, out var name, out var problem), problem);
        Assert.Equal(text, name.Value);
        Assert.False(name.IsReserved);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u00A0\u3000")]
    [InlineData("\u0301")]
    [InlineData("\u0301a")]
    [InlineData("\u0903")]
    [InlineData("Ada (you)")]
    [InlineData("Ada （ＹＯＵ）")]
    [InlineData("Ada [y0u]")]
    [InlineData("Ada #4821")]
    [InlineData("Ada ＃ 4821O")]
    [InlineData("Ada ﹟４８２１")]
    [InlineData("Z\u0301\u0302\u0303\u0304\u0305\u0306algo")]
    public void Name_that_shows_nothing_or_imitates_the_page_is_refused(string? text) => Refused(text);

    [Fact]
    public void Length_counts_graphemes()
    {
        var family = "👨\u200D👩\u200D👧";
        Assert.True(UserName.TryParse(string.Concat(Enumerable.Repeat("e\u0301", 64)), out _, out _));
        Refused(string.Concat(Enumerable.Repeat("e\u0301", 65)));
        Assert.True(UserName.TryParse(string.Concat(Enumerable.Repeat(family, 40)), out _, out _));
        Refused(new string('x', ProtocolLimits.MaxUserNameLength + 1));
        Refused(string.Concat(Enumerable.Repeat(family, 64)));   // 64 graphemes, but too many bytes
    }

    [Fact]
    public void Runs_of_blanks_become_single_blanks()
    {
        Assert.True(UserName.TryParse(" \u3000Ada \u00A0\u2003 Lovelace ", out var name, out _));
        Assert.Equal("Ada Lovelace", name.Value);
    }

    [Property]
    public Property Unseen_character_anywhere_in_a_name_is_refused() => Prop.ForAll(
        Gen.Elements(Unseen).ToArbitrary(),
        Gen.Choose(1, 2).ToArbitrary(),
        (unseen, at) => Refused("Ada".Insert(at, unseen)));

    [Property]
    public Property Disguised_reserved_name_is_reserved() => Prop.ForAll(Disguises().ToArbitrary(), disguise =>
    {
        Assert.True(UserName.TryParse(disguise, out var name, out var problem), $"{disguise}: {problem}");
        Assert.True(name.IsReserved, disguise);
    });

    [Theory]
    [InlineData("yоu")]
    [InlineData("Ｙｏｕ")]
    [InlineData("𝐘𝐨𝐮")]
    [InlineData("ⓨⓞⓤ")]
    [InlineData("Ỵöù")]
    [InlineData("Y\u0301ou")]
    [InlineData("Dеvеlорmеnt")]
    [InlineData("DeveIopment")]
    [InlineData("Deve1opment")]
    [InlineData("Developrnent")]
    [InlineData("Ѕуѕtеm")]
    [InlineData("SYSTEM")]
    [InlineData("5y5t3m")]
    [InlineData("s-y.s_t e m!")]
    [InlineData("🅂🅈🅂🅃🄴🄼")]
    [InlineData("🇦🇩🇲🇮🇳")]
    [InlineData("ΑDМΙΝ")]
    [InlineData("ᴀᴅᴍɪɴ")]
    [InlineData("@dm1n")]
    [InlineData("Aclmin")]
    public void Look_alike_of_a_reserved_name_is_reserved(string text)
    {
        Assert.True(UserName.TryParse(text, out var name, out var problem), problem);
        Assert.True(name.IsReserved, text);
    }

    /// <summary>A reserved name in other cases, letters and fonts, with marks and separators.</summary>
    private static Gen<string> Disguises() =>
        from name in Gen.Elements(ReservedNames)
        from letters in Gen.CollectToSequence(name.Select(Disguise))
        from around in Gen.Elements("", "*", "-", "~ ")
        select around + string.Concat(letters) + around;

    private static Gen<string> Disguise(char letter)
    {
        var small = char.ToLowerInvariant(letter);
        string[] forms =
        [
            $"{small}", $"{char.ToUpperInvariant(letter)}", $"{(char)(small - ' ' + 0xFF00)}", char.ConvertFromUtf32(0x1D41A + small - 'a'),
            char.ConvertFromUtf32(0x24D0 + small - 'a'), char.ConvertFromUtf32(0x1F130 + small - 'a'),
            $"{small}\u0323", $"{small}.", $"{small} ",
        ];
        return Gen.Elements(forms);
    }

    private static void Refused(string? text)
    {
        Assert.False(UserName.TryParse(text, out _, out var problem), $"'{text}' was taken");
        Assert.NotEmpty(problem);
    }
}
