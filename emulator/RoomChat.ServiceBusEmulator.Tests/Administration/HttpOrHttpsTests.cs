using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

[Collection(SharedEmulator.Name)]
public sealed class HttpOrHttpsTests(EmulatorFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_port_answers_HTTP_and_HTTPS_with_a_trustable_certificate()
    {
        var folder = fixture.Emulator.DataFolder;
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, HttpsCertificate.PublicName));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { trusted },
            RevocationMode = X509RevocationMode.NoCheck
        };
        using var http = new HttpClient(handler);
        foreach (var scheme in (string[])["http", "https"])
        {
            var address = new UriBuilder(fixture.Emulator.AdminAddress) { Scheme = scheme, Host = "localhost", Path = "/health" }.Uri;
            using var answer = await http.GetAsync(address, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void Certificate_is_reused_until_shortly_before_expiry()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var folder = Directory.CreateTempSubdirectory("roomchat-https-");
        using var first = HttpsCertificate.LoadOrCreate(folder.FullName, time);
        using var second = HttpsCertificate.LoadOrCreate(folder.FullName, time);
        Assert.Equal(first.Thumbprint, second.Thumbprint);
        time.Advance(TimeSpan.FromDays(340));
        using var third = HttpsCertificate.LoadOrCreate(folder.FullName, time);
        Assert.NotEqual(first.Thumbprint, third.Thumbprint);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Broken_certificate_file_stops_the_start_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-https-");
        File.WriteAllText(Path.Combine(folder.FullName, "https.pfx"), "broken");
        var refused = Assert.Throws<EmulatorStartException>(() => HttpsCertificate.LoadOrCreate(folder.FullName, TimeProvider.System));
        Assert.Contains("https.pfx", refused.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
