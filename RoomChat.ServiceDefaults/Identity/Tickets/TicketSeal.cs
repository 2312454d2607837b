using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Identity.Tickets;

/// <summary>
/// Issues tickets at the gateway, and reads them in the realtime service: <c>CONTENT.MAC</c>, the ticket's JSON and its HMAC-SHA256,
/// both in Base64 for URLs. The key is derived from the secret of <see cref="GatewaySignature"/>, but differs from it. So a ticket is
/// not a valid signature, nor the reverse.
/// </summary>
public sealed class TicketSeal
{
    /// <summary>
    /// Enough for the longest name and grants, an origin and an address; and it fits into a request line of 8 KiB.
    /// </summary>
    private const int MaxLength = 7168;

    private static readonly byte[] Purpose = "RoomChat ticket"u8.ToArray();

    private readonly TimeProvider _time;
    private readonly byte[]? _key;
    private readonly byte[]? _previous;

    internal TicketSeal(IOptions<SignatureOptions> options, TimeProvider time)
    {
        _time = time;
        if (!options.Value.IsSet) return;
        _key = KeyOf(options.Value.Secret!);
        if (options.Value.PreviousSecret is { Length: > 0 } previous) _previous = KeyOf(previous);
    }

    /// <summary>Whether there is a secret. Without one there are no tickets.</summary>
    public bool IsOn => _key is not null;

    /// <summary>Issues a ticket, valid from now on.</summary>
    /// <param name="caller">The caller that asks for it.</param>
    /// <param name="origin">The origin of the page that asks for it; empty for a program.</param>
    /// <exception cref="InvalidOperationException">There is no secret.</exception>
    public string Issue(Caller caller, string origin)
    {
        if (_key is null) throw new InvalidOperationException("There is no secret to seal a ticket with.");
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var ticket = new Ticket(id, caller, origin, (_time.GetUtcNow() + Ticket.Lifetime).ToUnixTimeSeconds());
        var content = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(ticket, TicketJsonContext.Sealed.Ticket));
        return $"{content}.{Base64Url.EncodeToString(MacOf(_key, content))}";
    }

    /// <summary>Reads a ticket; null when its seal is not valid, or it has expired. The calling code must compare the origin.</summary>
    public Ticket? Read(string text)
    {
        if (ContentOf(text) is not { } content) return null;
        // A valid seal proves that this class wrote the content.
        var ticket = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(content), TicketJsonContext.Sealed.Ticket)!;
        return ticket.ExpiresAt > _time.GetUtcNow().ToUnixTimeSeconds() ? ticket : null;
    }

    /// <summary>Whether the text is a ticket with a valid seal, expired or not.</summary>
    public bool HasSealed(string text) => ContentOf(text) is not null;

    private string? ContentOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (_key is null || text.Length > MaxLength || dot < 0) return null;
        var (content, mac) = (text[..dot], text[(dot + 1)..]);
        return IsOf(_key, content, mac) || (_previous is not null && IsOf(_previous, content, mac)) ? content : null;
    }

    private static bool IsOf(byte[] key, string content, string mac) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Base64Url.EncodeToString(MacOf(key, content))), Encoding.UTF8.GetBytes(mac));

    private static byte[] MacOf(byte[] key, string content) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content));

    private static byte[] KeyOf(string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), HMACSHA256.HashSizeInBytes, info: Purpose);
}
