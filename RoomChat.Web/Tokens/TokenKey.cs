using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace RoomChat.Web.Tokens;

/// <summary>A key of connection tokens, for one algorithm.</summary>
/// <param name="Algorithm">The only algorithm that the key is used for.</param>
/// <param name="Key">The key, with its id.</param>
internal sealed record TokenKey(string Algorithm, SecurityKey Key)
{
    private const int MinSecretBytes = 32;
    private const int MinRsaBits = 2048;

    /// <summary>P-256: https://www.rfc-editor.org/rfc/rfc5480#section-2.1.1.1. Windows reports the name only.</summary>
    private const string EcCurve = "1.2.840.10045.3.1.7";
    private const string EcCurveName = "nistP256";

    /// <summary>
    /// Reads a key of the settings; null when it is not valid, and <paramref name="problem"/> then has the reason.
    /// </summary>
    public static TokenKey? TryRead(TokenKeyOptions options, out string problem)
    {
        problem = "";
        SecurityKey? key = options.Algorithm switch
        {
            SecurityAlgorithms.HmacSha256 => ReadSecret(options, out problem),
            SecurityAlgorithms.EcdsaSha256 => ReadEcdsa(options, out problem),
            SecurityAlgorithms.RsaSha256 => ReadRsa(options, out problem),
            _ => null,
        };
        if (key is null)
        {
            if (problem.Length == 0) problem = "Algorithm must be HS256, ES256 or RS256.";
            return null;
        }
        key.KeyId = options.Kid;
        return new TokenKey(options.Algorithm!, key);
    }

    private static SymmetricSecurityKey? ReadSecret(TokenKeyOptions options, out string problem)
    {
        var bytes = Encoding.UTF8.GetBytes(options.Secret ?? "");
        problem = options.PublicKey is not null ? "HS256 takes a Secret, and no PublicKey."
            : bytes.Length < MinSecretBytes ? $"Secret must have {MinSecretBytes} bytes or more."
            : "";
        return problem.Length == 0 ? new SymmetricSecurityKey(bytes) : null;
    }

    private static ECDsaSecurityKey? ReadEcdsa(TokenKeyOptions options, out string problem)
    {
        var key = ECDsa.Create();
        if (TryImport(key, options, out problem) && !IsOnCurve(key)) problem = "PublicKey must be a key on the curve P-256.";
        if (problem.Length == 0) return new ECDsaSecurityKey(key);
        key.Dispose();
        return null;
    }

    [SuppressMessage(
        "Security", "CA5385:Use Rivest-Shamir-Adleman (RSA) algorithm with sufficient key size", Justification = "The size is checked.")]
    private static RsaSecurityKey? ReadRsa(TokenKeyOptions options, out string problem)
    {
        var key = RSA.Create();
        if (TryImport(key, options, out problem) && key.KeySize < MinRsaBits) problem = $"PublicKey must have {MinRsaBits} bits or more.";
        if (problem.Length == 0) return new RsaSecurityKey(key);
        key.Dispose();
        return null;
    }

    private static bool IsOnCurve(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve.Oid is { Value: EcCurve } or { FriendlyName: EcCurveName };

    private static bool TryImport(AsymmetricAlgorithm key, TokenKeyOptions options, out string problem)
    {
        problem = options.Secret is not null ? $"{options.Algorithm} takes a PublicKey, and no Secret."
            : options.PublicKey?.Contains("PRIVATE", StringComparison.Ordinal) == true
                ? "PublicKey is a private key. That one stays with the issuer."
            : "";
        if (problem.Length > 0) return false;
        try
        {
            key.ImportFromPem(options.PublicKey ?? "");
            return true;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            problem = $"PublicKey is no public key for {options.Algorithm} in PEM.";
            return false;
        }
    }
}
