using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class HttpsCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-https-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public void Certificate_is_a_localhost_server_end_entity()
    {
        using var certificate = HttpsCertificate.LoadOrCreate(_folder.FullName, TimeProvider.System);
        var constraints = Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>());
        Assert.False(constraints.CertificateAuthority);
        Assert.True(constraints.Critical);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
        var usages = Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages;
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(usages.Cast<Oid>()).Value);
        var names = Assert.Single(certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>());
        Assert.Equal(["localhost"], names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], names.EnumerateIPAddresses());
    }

    [Fact]
    public void Trusted_certificate_cannot_sign_other_certificates()
    {
        using var trusted = HttpsCertificate.LoadOrCreate(_folder.FullName, TimeProvider.System);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bank.example", key, HashAlgorithmName.SHA256);
        using var signer = trusted.GetECDsaPrivateKey()!;
        using var forged = request.Create(
            trusted.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), Now.AddHours(-1), Now.AddDays(1), [1, 2, 3]);

        Assert.True(IsTrusted(trusted));
        Assert.False(IsTrusted(forged));

        bool IsTrusted(X509Certificate2 certificate)
        {
            using var anchor = X509CertificateLoader.LoadCertificate(trusted.RawData);
            using var chain = new X509Chain
            {
                ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck }
            };
            chain.ChainPolicy.CustomTrustStore.Add(anchor);
            return chain.Build(certificate);
        }
    }

    [Fact]
    public void Authority_of_an_earlier_version_is_replaced()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RoomChat Service Bus emulator", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var authority = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(365));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "https.pfx"), authority.Export(X509ContentType.Pfx));

        using var certificate = HttpsCertificate.LoadOrCreate(_folder.FullName, TimeProvider.System);
        Assert.NotEqual(authority.Thumbprint, certificate.Thumbprint);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public void Key_file_is_readable_by_owner_only(bool wasThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        var path = Path.Combine(_folder.FullName, "https.pfx");
        if (wasThere)
        {
            using (HttpsCertificate.LoadOrCreate(_folder.FullName, TimeProvider.System)) { }
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        }

        using (HttpsCertificate.LoadOrCreate(_folder.FullName, wasThere ? new FakeTimeProvider(Now.AddDays(340)) : TimeProvider.System)) { }
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
}
