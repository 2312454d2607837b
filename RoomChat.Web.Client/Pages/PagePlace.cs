using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

/// <summary>What an address within the page names.</summary>
/// <param name="Room">The room, as it stands in the address; null for the list of rooms.</param>
/// <param name="Message">The message, as it stands in the address; null for none.</param>
public sealed record PagePlace(string? Room, string? Message)
{
    /// <summary>Reads an address; null if the chat page is not there.</summary>
    /// <param name="address">The address after the page's base address. It may have a query and a fragment.</param>
    public static PagePlace? Find(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return PathOf(address).Split('/') switch
        {
            [""] => new PagePlace(null, null),
            [var start, not "" and var room] when IsStart(start) => new PagePlace(Uri.UnescapeDataString(room), null),
            [var start, not "" and var room, not "" and var message] when IsStart(start) =>
                new PagePlace(Uri.UnescapeDataString(room), Uri.UnescapeDataString(message)),
            _ => null,
        };
    }

    /// <summary>Whether an address is that of the operator's console.</summary>
    /// <param name="address">The address after the page's base address. It may have a query and a fragment.</param>
    public static bool IsConsole(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return PathOf(address).Equals(OperatorApi.PageAddress.TrimStart('/'), StringComparison.OrdinalIgnoreCase);
    }

    private static string PathOf(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        return (end < 0 ? address : address[..end]).TrimEnd('/');
    }

    private static bool IsStart(string part) => part.Equals("r", StringComparison.OrdinalIgnoreCase);
}
