using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

// The token of the connection: a new token for each attempt, and another one before it expires.
public sealed partial class RoomChatClient
{
    /// <summary>Whether the server closed the connection because the token expired, and a new token is available.</summary>
    private bool HasNextToken(CloseCode closed) => closed.Code == CloseCode.TokenExpired.Code && _options.GetAccessToken is not null;

    private async Task RefreshTokenAsync()
    {
        if (_options.GetAccessToken is not { } getToken) return;
        try
        {
            var token = await getToken(_disposed.Token);
            _connection?.TrySend(new ClientFrame.Refresh(token));
        }
        catch (Exception e)
        {
            // The connection ends when its token expires. The next attempt asks for a token again.
            LogNoToken(_options.Logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no new token for the connection, which ends with the one that it has")]
    private static partial void LogNoToken(ILogger logger, Exception e);
}
