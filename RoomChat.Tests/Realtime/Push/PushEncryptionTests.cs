using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RoomChat.Messaging.Push;
using RoomChat.Realtime.Push;

namespace RoomChat.Tests.Realtime.Push;

public sealed class PushEncryptionTests
{
    /// <summary>The example of RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void Example_of_RFC_8291_is_encrypted_to_its_bytes()
    {
        const string SenderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
        const string SenderPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
        const string BrowserPoint = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        Assert.True(PushKeys.TryReadPoint(SenderPoint, out var sender));
        Assert.True(PushKeys.TryReadPoint(BrowserPoint, out var browser));
        using var own = ECDiffieHellman.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = sender, D = Base64Url.DecodeFromChars(SenderKey) });
        var body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8, browser, Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg"), own,
            Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"));
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
            + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Fact]
    public void Browser_decrypts_messages_and_equal_texts_have_different_bytes()
    {
        using var browser = new PushBrowser();
        Assert.True(PushKeys.TryReadPoint(browser.PublicKey, out var point));
        var auth = Base64Url.DecodeFromChars(browser.Auth);
        var bodies = Enumerable.Range(0, 2).Select(_ => PushEncryption.Encrypt("héllo 🎉"u8, point, auth)).ToList();
        Assert.All(bodies, body => Assert.Equal("héllo 🎉", browser.Read(body)));
        Assert.NotEqual(bodies[0], bodies[1]);
        Assert.Throws<ArgumentException>(() => PushEncryption.Encrypt(Encoding.UTF8.GetBytes(new string('a', 4096)), point, auth));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8")]
    public void Point_outside_the_curve_is_no_key(string? text) => Assert.False(PushKeys.TryReadPoint(text, out _));
}
