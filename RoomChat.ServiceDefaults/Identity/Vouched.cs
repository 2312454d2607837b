namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Feature of a request that needs no signature, because what it came with says as much: a ticket of the gateway.</summary>
public sealed class Vouched
{
    /// <summary>The only one there is.</summary>
    public static Vouched For { get; } = new();

    private Vouched()
    {
    }
}
