using System.Globalization;
using System.Net;

namespace RoomChat.Client;

/// <summary>Turns an HTTP response without success into a <see cref="RoomChatException"/>.</summary>
public static class HttpRefusal
{
    /// <summary>Reads the reason as text for users, the status, and whether a retry may help.</summary>
    public static async Task<RoomChatException> ReadAsync(HttpResponseMessage response, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        var status = response.StatusCode;
        var text = ProblemText.Read(await response.Content.ReadAsStringAsync(ct)) ?? Words(status);
        return new RoomChatException(text)
        {
            Status = status,
            MayRetry = status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError,
        };
    }

    /// <summary>Text for a response without a text from RoomChat, for example from a proxy.</summary>
    private static string Words(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "You are not signed in.",
        HttpStatusCode.Forbidden => "This is not allowed.",
        HttpStatusCode.RequestEntityTooLarge => "This is too large.",
        HttpStatusCode.TooManyRequests => "This was too much in a short time.",
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            "The chat server is not available at the moment.",
        _ => string.Create(CultureInfo.InvariantCulture, $"The chat server answered with HTTP status {(int)status}."),
    };
}
