using System.Globalization;
using System.Net;

namespace RoomChat.Client;

/// <summary>What an HTTP answer that is no success tells.</summary>
public static class HttpRefusal
{
    /// <summary>The answer's reason in words for people, its status, and whether another try may help.</summary>
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

    /// <summary>For an answer without a text of ours, as that of a proxy in between.</summary>
    private static string Words(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "You are not signed in.",
        HttpStatusCode.Forbidden => "This is not allowed.",
        HttpStatusCode.RequestEntityTooLarge => "This is too large.",
        HttpStatusCode.TooManyRequests => "This was too much in a short time.",
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => "The chat server is not available at the moment.",
        _ => string.Create(CultureInfo.InvariantCulture, $"The chat server answered with HTTP status {(int)status}."),
    };
}
