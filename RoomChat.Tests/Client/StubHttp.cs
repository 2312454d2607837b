using System.Net;
using System.Text;

namespace RoomChat.Tests.Client;

/// <summary>An HTTP server as a function behind an <see cref="HttpClient"/>; keeps the request bodies.</summary>
internal sealed class StubHttp(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<string> Bodies { get; } = [];

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public HttpClient Client() => new(this) { BaseAddress = new Uri("http://chat.test/") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            var body = await content.ReadAsStringAsync(cancellationToken);
            lock (Bodies) Bodies.Add(body);
        }
        return answer(request);
    }
}
