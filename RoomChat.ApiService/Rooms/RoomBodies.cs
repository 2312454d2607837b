using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoomChat.ApiService.Rooms;

/// <summary>Reads the JSON bodies of requests about rooms.</summary>
internal static class RoomBodies
{
    /// <summary>The answer to an invalid body.</summary>
    public static IResult Bad { get; } = TypedResults.Problem(
        "The body is not a JSON object of this request's fields, each of them at most once.", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>The body; null when it is not a JSON object of the right shape.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> json, CancellationToken ct) where T : class
    {
        if (!request.HasJsonContentType()) return null;
        try
        {
            return await request.ReadFromJsonAsync(json, ct);
        }
        catch (JsonException)
        {
            return null;   // the caller's fault; it gets a 400
        }
    }
}
