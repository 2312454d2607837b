using System.Net;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

/// <summary>Runs the emulator as a separate process.</summary>
public sealed class AdministrationRestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_created_over_HTTP_survives_a_killed_process()
    {
        await using var emulator = await EmulatorProcess.StartAsync(new EmulatorTopology().AddQueue("of-the-file"));
        using var http = new HttpClient { BaseAddress = emulator.AdminAddress };
        using var description = new StringContent(
            """
            <entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml">
            <QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect"><UserMetadata>made over HTTP</UserMetadata></QueueDescription>
            </content></entry>
            """,
            Encoding.UTF8,
            "application/atom+xml");
        using (var created = await http.PutAsync(new Uri("made/later?api-version=2021-05", UriKind.Relative), description, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        }

        await emulator.KillAsync();
        await emulator.StartAsync();

        Assert.Contains("made over HTTP", await http.GetStringAsync(new Uri("Made/Later", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Contains("of-the-file", await http.GetStringAsync(new Uri("/", UriKind.Relative), Ct), StringComparison.Ordinal);
    }
}
