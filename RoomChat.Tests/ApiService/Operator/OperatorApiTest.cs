using System.Net;
using System.Text;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ApiService.Operator;

/// <summary>Calls the operator's API as a caller that the gateway vouches for.</summary>
public abstract class OperatorApiTest(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private protected static Caller Grace { get; } = new("grace", "Grace") { SessionId = "5f", IsOperator = true };

    private protected async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, Caller? caller = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Answers.Relative($"/operator{path}"));
        request.SetCaller(caller ?? Grace);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request, Ct);
    }

    private protected async Task<System.Text.Json.JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.ReadAsync();
    }
}
