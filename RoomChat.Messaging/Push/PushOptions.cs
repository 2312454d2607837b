namespace RoomChat.Messaging.Push;

/// <summary>Web Push, section <c>Push</c>: messages reach a browser whose page is closed. Off while there is no key.</summary>
public sealed class PushOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Push";

    /// <summary>The VAPID key that browsers subscribe with: an uncompressed point of P-256, in base64url. Null: Web Push is off.</summary>
    public string? PublicKey { get; set; }

    /// <summary>The key to it that the realtime service signs with, 32 bytes in base64url.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>The contact of this server for push services: an address that begins with <c>mailto:</c> or <c>https:</c>.</summary>
    public string? Subject { get; set; }

    /// <summary>Whether there is a key.</summary>
    public bool IsOn => PublicKey is not null;
}
