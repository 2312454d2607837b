namespace RoomChat.Messaging.Push;

/// <summary>Web Push, section <c>Push</c>: sends messages to browsers whose page is closed. Off without a key.</summary>
public sealed class PushOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Push";

    /// <summary>The public VAPID key for browsers: an uncompressed point of P-256, in base64url. Null: Web Push is off.</summary>
    public string? PublicKey { get; set; }

    /// <summary>The private VAPID key: the realtime service signs with it. 32 bytes in base64url.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>This server's contact for push services: an address that begins with <c>mailto:</c> or <c>https:</c>.</summary>
    public string? Subject { get; set; }

    /// <summary>Whether there is a key.</summary>
    public bool IsOn => PublicKey is not null;
}
