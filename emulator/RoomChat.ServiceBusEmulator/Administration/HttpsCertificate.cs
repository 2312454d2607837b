using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// The self-signed certificate of the emulator. Some administration clients speak HTTPS only, and users configure them to trust it.
/// </summary>
internal static class HttpsCertificate
{
    /// <summary>The certificate for clients, without its key.</summary>
    public const string PublicName = "https.pem";

    private const string PrivateName = "https.pfx";

    /// <summary>Extended key usage of a TLS server (RFC 5280, 4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>A certificate that expires within this time is replaced.</summary>
    private static readonly TimeSpan TimeToRenew = TimeSpan.FromDays(30);

    /// <summary>
    /// Loads the certificate from the folder, or creates and stores one. Without a folder, the certificate is for this run only.
    /// </summary>
    /// <exception cref="EmulatorStartException">The folder or the file in it cannot be used.</exception>
    public static X509Certificate2 LoadOrCreate(string? folder, TimeProvider time)
    {
        if (folder is null) return Usable(Create(time));
        try
        {
            var path = Path.Combine(folder, PrivateName);
            if (!File.Exists(path)) return Keep(Create(time), folder, path);
            var known = X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
            return known.NotAfter.ToUniversalTime() > (time.GetUtcNow() + TimeToRenew).UtcDateTime && !IsAuthority(known)
                ? known
                : Keep(Create(time), folder, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new EmulatorStartException($"The certificate for HTTPS in '{folder}' cannot be used: {exception.Message} Delete "
                + $"{PrivateName} there to have another one made.", exception);
        }
    }

    /// <summary>Earlier versions made a certificate authority. Trust in it covers every certificate that its key signs.</summary>
    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    /// <summary>
    /// Valid for a server on this machine only. It cannot sign other certificates, so trust in it covers nothing else.
    /// </summary>
    private static X509Certificate2 Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RoomChat Service Bus emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: true));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now + Life);
    }

    private static X509Certificate2 Keep(X509Certificate2 certificate, string folder, string path)
    {
        PrivateFiles.MakeFolder(folder);
        PrivateFiles.Write(path, certificate.Export(X509ContentType.Pfx));
        File.WriteAllText(Path.Combine(folder, PublicName), certificate.ExportCertificatePem());
        return Usable(certificate);
    }

    /// <summary>Windows accepts for TLS servers only keys that were loaded from a file.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
