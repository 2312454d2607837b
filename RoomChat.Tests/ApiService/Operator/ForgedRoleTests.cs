using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ApiService.Operator;

/// <summary>The API accepts the operator role only with the gateway's signature.</summary>
[Collection(SharedEmulator.Name)]
public sealed class ForgedRoleTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private const string RoleHeader = "X-RoomChat-Caller-Role";

    private protected override Dictionary<string, string> Settings =>
        new(StringComparer.Ordinal) { ["GatewaySignature:Secret"] = "what-gateway-and-services-of-tests-share" };

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(true, false, HttpStatusCode.Forbidden)]
    [InlineData(false, true, HttpStatusCode.Unauthorized)]
    public async Task Role_counts_when_it_is_signed(bool isSigned, bool isOperator, HttpStatusCode status)
    {
        using var request = Request(isOperator);
        if (isSigned) Server.Services.GetRequiredService<GatewaySignature>().Sign(request);
        using var answer = await Http.SendAsync(request, Ct);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Role_added_to_a_signed_request_is_refused()
    {
        using var request = Request(isOperator: false);
        Server.Services.GetRequiredService<GatewaySignature>().Sign(request);
        request.Headers.Add(RoleHeader, "operator");
        using var answer = await Http.SendAsync(request, Ct);
        await answer.AssertProblemAsync(HttpStatusCode.Unauthorized);
    }

    private HttpRequestMessage Request(bool isOperator)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Http.BaseAddress!, "/operator/instances"));
        request.SetCaller(new Caller("ada", "Ada") { SessionId = "5f", IsOperator = isOperator });
        return request;
    }
}
