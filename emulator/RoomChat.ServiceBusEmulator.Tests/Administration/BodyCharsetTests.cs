using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class BodyCharsetTests
{
    private const string Queue =
        """<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml"><QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect"/></content></entry>""";

    [Theory]
    [InlineData("application/atom+xml", "", HttpStatusCode.Created)]
    [InlineData("application/atom+xml; charset=utf-8", "", HttpStatusCode.Created)]
    [InlineData("application/xml; charset=iso-8859-1", "", HttpStatusCode.Created)]
    [InlineData("application/atom+xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", HttpStatusCode.Created)]
    [InlineData("application/atom+xml; charset=utf-7", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/atom+xml; charset=\"x-no-such\"", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/atom+xml", "<?xml version=\"1.0\" encoding=\"utf-7\"?>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/atom+xml", "<?xml version='1.0'  encoding = 'unicode-1-1-utf-7' ?>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/atom+xml", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/atom+xml", "<?xml version=\"1.0\" encoding=\"\"?>", HttpStatusCode.UnsupportedMediaType)]
    public async Task Unknown_charset_is_415(string contentType, string declaration, HttpStatusCode expected)
    {
        await using var server = await AdministrationServer.StartAsync();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(declaration + Queue));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var answer = await server.Http.PutAsync(new Uri("q", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(
            expected == HttpStatusCode.Created ? "application/atom+xml" : "application/xml", answer.Content.Headers.ContentType?.MediaType);
    }
}
