namespace RoomChat.Tests.Web.Gateway;

/// <summary>Requests whose end two parsers could see at different places: the gateway and a service must agree.</summary>
public sealed class SmuggledRequestsTests
{
    private const string Inner =
        "GET /rooms/smuggled/messages HTTP/1.1\r\nHost: localhost\r\nX-RoomChat-Caller-Id: x\r\nX-RoomChat-Caller-Name: x\r\n\r\n";

    private static readonly string[] Lines =
        ["POST /publish?content=a", "POST /hub/negotiate", "POST /session", "GET /rooms", "GET /openapi/v1.json", "POST /nowhere", "POST /",
         "GET /ws"];

    private static readonly string Upgrade = string.Join("\r\n", [.. RawHttp.Handshake, ""]);

    private static readonly string OtherVersion =
        string.Join("\r\n", [.. RawHttp.Without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 777"), ""]);

    /// <summary>Headers and body of a request, and whether HTTP defines a meaning for them.</summary>
    public static TheoryData<string, string, bool> Forms => new()
    {
        { "length and chunks", $"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Inner}", true },
        { "chunks and length", $"Transfer-Encoding: chunked\r\nContent-Length: {Inner.Length + 5}\r\n\r\n0\r\n\r\n{Inner}", true },
        { "two lengths", $"Content-Length: 0\r\nContent-Length: {Inner.Length}\r\n\r\n{Inner}", false },
        { "lengths in a list", $"Content-Length: 0, {Inner.Length}\r\n\r\n{Inner}", false },
        { "length below nothing", $"Content-Length: -1\r\n\r\n{Inner}", false },
        { "length in hexadecimal", $"Content-Length: 0x0\r\n\r\n{Inner}", false },
        { "length beyond any number", $"Content-Length: 18446744073709551616\r\n\r\n{Inner}", false },
        { "blank before the colon of a length", $"Content-Length : 0\r\n\r\n{Inner}", false },
        { "unknown coding", $"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{Inner}", false },
        { "chunks that are not last", $"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{Inner}", false },
        { "chunks twice", $"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{Inner}", false },
        { "vertical tab in a coding", $"Transfer-Encoding: \x0b" + $"chunked\r\n\r\n0\r\n\r\n{Inner}", false },
        { "blank before the colon of a coding", $"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{Inner}", false },
        { "folded coding", $"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n{Inner}", false },
        { "chunk size with a prefix", $"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n{Inner}", false },
        { "chunk that ends in a bare line feed", $"Transfer-Encoding: chunked\r\n\r\n0\n\n{Inner}", false },
        { "chunk extension with a line feed", $"Transfer-Encoding: chunked\r\n\r\n0;\n\r\n\r\n{Inner}", false },
        { "chunk longer than said", $"Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n{Inner}", false },
        { "chunk size beyond any number", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", false },
        {
            "headers of the gateway in the trailer",
            $"Transfer-Encoding: chunked\r\n\r\n0\r\nX-RoomChat-Caller-Id: x\r\nX-RoomChat-Signature: x\r\n\r\n{Inner}",
            true
        },
        { "headers of the gateway after a carriage return", $"X-A: b\rX-RoomChat-Caller-Id: x\r\nContent-Length: 0\r\n\r\n{Inner}", false },
        { "headers of the gateway in a folded line", $"X-A: b\r\n X-RoomChat-Caller-Id: x\r\nContent-Length: 0\r\n\r\n{Inner}", false },
        { "nothing but a second request", $"Content-Length: 0\r\n\r\n{Inner}", true },
        { "request as the body", $"Content-Length: {Inner.Length}\r\n\r\n{Inner}", true },
        { "handshake with a body", $"{Upgrade}Content-Length: {Inner.Length}\r\n\r\n{Inner}", true },
        { "handshake of another version", $"{OtherVersion}\r\n{Inner}", true },
        { "handshake with chunks", $"{Upgrade}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Inner}", true },
        {
            "upgrade to HTTP/2",
            $"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIA\r\n" +
            $"Content-Length: 0\r\n\r\n{Inner}",
            true
        },
        { "body that is waited for", $"Expect: 100-continue\r\nContent-Length: 0\r\n\r\n{Inner}", true },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Second_request_reaches_no_service_behind_the_first(string form, string rest, bool isMeant)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        var seen = new List<string>();
        foreach (var line in Lines)
        {
            var answers = await RawHttp.ExchangeAsync(
                gateway.Address,
                $"{line} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nOcp-Apim-Subscription-Key: {TestGateway.PrimaryKey}\r\n{rest}");
            var statuses = RawHttp.Statuses(answers);
            seen.Add($"{line}: {string.Join(',', statuses)}");
        }
        var summary = $"{form}: {string.Join("; ", seen)}";
        Assert.False(backend.Requests.Any(request => request.Path.Contains("smuggled", StringComparison.Ordinal)), summary);
        Assert.False(backend.Requests.Any(request => request.Headers.GetValueOrDefault("X-RoomChat-Caller-Id") == "x"), summary);
        Assert.True(isMeant || backend.Requests.Count == 0, summary);
    }
}
