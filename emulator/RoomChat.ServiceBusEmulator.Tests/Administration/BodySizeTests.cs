using System.Net;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

[Collection(SharedEmulator.Name)]
public sealed class BodySizeTests(EmulatorFixture emulator)
{
    [Theory]
    [InlineData(1_048_577, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    public async Task Body_of_more_than_a_mebibyte_is_413(int bytes, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = emulator.Emulator.AdminAddress };
        using var body = new StringContent(
            new string('x', bytes), new System.Net.Http.Headers.MediaTypeHeaderValue("application/atom+xml"));
        using var answer = await http.PutAsync(new Uri("too-large", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }
}
