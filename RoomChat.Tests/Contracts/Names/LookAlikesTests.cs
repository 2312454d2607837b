using RoomChat.Contracts.Names;

namespace RoomChat.Tests.Contracts.Names;

public sealed class LookAlikesTests
{
    [Theory]
    [InlineData("Ada", "ADA")]
    [InlineData("Ada", "Αdа")]
    [InlineData("Ada", "𝐀𝐝𝐚")]
    [InlineData("Ada", "Ａｄａ")]
    [InlineData("Zoë", "Zoe\u0308")]
    [InlineData("Zoë", "Zoe")]
    [InlineData("Ian", "lan")]
    [InlineData("Bo", "B0")]
    [InlineData("Burn", "Bum")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("が", "か\u3099")]
    [InlineData("क़", "क\u093C")]
    [InlineData("Дмитрий", "ДМИТРИИ\u0306")]
    public void Texts_that_look_alike_have_one_skeleton(string one, string other) =>
        Assert.Equal(LookAlikes.SkeletonOf(one), LookAlikes.SkeletonOf(other));

    [Theory]
    [InlineData("Ada", "Adam")]
    [InlineData("राम", "रीम")]
    [InlineData("李", "季")]
    [InlineData("김", "금")]
    [InlineData("Ada Lovelace", "AdaLovelace")]
    public void Texts_that_look_different_have_different_skeletons(string one, string other) =>
        Assert.NotEqual(LookAlikes.SkeletonOf(one), LookAlikes.SkeletonOf(other));

    [Fact]
    public void Variant_of_an_ideograph_is_uncertain()
    {
        Assert.True(LookAlikes.IsUncertain("\uFA19"));
        Assert.False(LookAlikes.IsUncertain("神"));
    }
}
