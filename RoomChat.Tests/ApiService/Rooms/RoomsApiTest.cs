using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Rooms;

namespace RoomChat.Tests.ApiService.Rooms;

/// <summary>An API with its own database of rooms.</summary>
public abstract class RoomsApiTest(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private protected static readonly Caller Ada = RoomsHost.Ada;
    private protected static readonly Caller Bob = RoomsHost.Bob;
    private protected static readonly Caller Eve = RoomsHost.Eve;

    private readonly RoomsFile _file = new();

    private protected string DatabasePath => _file.Path;

    private protected override Dictionary<string, string>? Settings => new(StringComparer.Ordinal) { [RoomsFile.Setting] = _file.Path };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<HttpResponseMessage> SendAsync(
        Caller caller, string method, string path, object? body = null, string? ifMatch = null, HttpClient? http = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.SetCaller(caller);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await (http ?? Http).SendAsync(request, Ct);
    }

    /// <summary>Sends a body as Ada without any change, also one with mistakes.</summary>
    private protected async Task<HttpResponseMessage> PostTextAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, null, "application/json") };
        request.SetCaller(Ada);
        return await Http.SendAsync(request, Ct);
    }

    private protected async Task<JsonElement> AskAsync(
        Caller caller, string method, string path, object? body = null, HttpStatusCode expects = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(caller, method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expects, $"{answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private protected async Task<HttpStatusCode> StatusAsync(Caller caller, string method, string path, object? body = null)
    {
        using var answer = await SendAsync(caller, method, path, body);
        return answer.StatusCode;
    }

    /// <summary>Creates a room that Ada owns.</summary>
    private protected async Task<string> CreateAsync(string visibility = "private") =>
        (await AskAsync(Ada, "POST", "/rooms", new { title = "Team", visibility }, HttpStatusCode.Created))
            .GetProperty("room_id").GetString()!;

    private protected Task<HttpStatusCode> PublishAsync(Caller caller, string room, string more = "") =>
        StatusAsync(caller, "POST", $"/publish?content=a&room_id={room}{more}");
}
