using System.Net;

namespace RoomChat.Tests.ApiService;

[Collection(SharedEmulator.Name)]
public sealed class ApiBuilderExtensionsTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    [Theory]
    [InlineData("GET", "/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/publish", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/rooms", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/rooms?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/rooms?a=1&a=2", HttpStatusCode.BadRequest)]
    public async Task A_wrong_address_or_method_is_answered_in_Problem_Details(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await Http.SendAsync(request, Ct);
        await answer.AssertProblemAsync(status);
    }

    [Fact]
    public async Task OpenAPI_document_lists_paths_and_types_of_parameters()
    {
        using var answer = await Http.GetAsync(Answers.Relative("/openapi/v1.json"), Ct);
        var document = await answer.ReadAsync();
        Assert.Equal("/", Assert.Single(document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
        var paths = document.GetProperty("paths");
        Assert.Equal(
            [
                "/invitations", "/operator/acts", "/operator/broadcast", "/operator/broker", "/operator/broker/{subscription}/dead-letters",
                "/operator/broker/{subscription}/dead-letters/{sequence_number}", "/operator/charts", "/operator/connections/close",
                "/operator/health", "/operator/instances", "/operator/instances/{id}/drain", "/operator/redis", "/operator/refusals",
                "/operator/rooms", "/operator/top", "/publish",
                "/rooms", "/rooms/{room_id}", "/rooms/{room_id}/audit", "/rooms/{room_id}/invitations",
                "/rooms/{room_id}/invitations/{invitation_id}", "/rooms/{room_id}/members", "/rooms/{room_id}/members/{user_id}",
                "/rooms/{room_id}/messages", "/rooms/{room_id}/moderation", "/rooms/{room_id}/owner",
            ],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        var types = paths.GetProperty("/rooms/{room_id}/messages").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(
                parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("schema").GetProperty("type").GetString()));
        Assert.Equal(
            [("room_id", "string"), ("before", "integer"), ("after", "integer"), ("epoch", "string"), ("limit", "integer")],
            types);
        var body = paths.GetProperty("/publish").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json");
        Assert.Equal(["content", "room_id", "message_id", "user_id", "user_name"], body.GetProperty("schema")
            .GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            "Ocp-Apim-Subscription-Key",
            document.GetProperty("components").GetProperty("securitySchemes").GetProperty("SubscriptionKey")
                .GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task With_broker_and_Redis_there_it_is_healthy(string path)
    {
        using var answer = await Http.GetAsync(Answers.Relative(path), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"Healthy","failed":[]}""", await answer.Content.ReadAsStringAsync(Ct));
    }
}
