using System.Net;
using RoomChat.Client;

namespace RoomChat.Tests.Client;

public sealed class HttpRefusalTests
{
    [Theory]
    [InlineData(400, """{"title":"One or more validation errors occurred.","errors":{"content":["No control characters."]}}""",
        "No control characters.", false)]
    [InlineData(400, """{"title":"Bad Request","errors":{"content":["Too long."],"room_id":["No room."]}}""", "Too long. No room.", false)]
    [InlineData(400, """{"title":"Bad Request","detail":"Look at the fields.","errors":{"name":"Reserved.","age":[7,"Old.","Old."]}}""",
        "Look at the fields. Reserved. Old.", false)]
    [InlineData(400, """{"title":"Bad Request","detail":"","errors":{}}""", "Bad Request", false)]
    [InlineData(403, """{"title":"Forbidden","detail":"Only from our page."}""", "Only from our page.", false)]
    [InlineData(429, """{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 17 seconds." }""",
        "Rate limit is exceeded. Try again in 17 seconds.", true)]
    [InlineData(413, "<html>413</html>", "This is too large.", false)]
    [InlineData(503, "", "The chat server is not available at the moment.", true)]
    [InlineData(401, "null", "You are not signed in.", false)]
    [InlineData(418, "[]", "The chat server answered with HTTP status 418.", false)]
    public async Task Reason_is_read_from_any_body(int status, string body, string text, bool mayRetry)
    {
        using var response = StubHttp.Json((HttpStatusCode)status, body);
        var refusal = await HttpRefusal.ReadAsync(response, TestContext.Current.CancellationToken);
        Assert.Equal((text, (HttpStatusCode)status, mayRetry), (refusal.Message, refusal.Status!.Value, refusal.MayRetry));
    }
}
