using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;

namespace RoomChat.ServiceBusEmulator.Tests;

public sealed class OpenDoorNoticeTests
{
    [Theory]
    [InlineData("0.0.0.0", null, true)]
    [InlineData("::", "", true)]
    [InlineData("192.168.0.7", null, true)]
    [InlineData("0.0.0.0", "a-key", false)]
    [InlineData("127.0.0.1", null, false)]
    [InlineData("127.0.0.2", null, false)]
    [InlineData("::1", null, false)]
    public async Task Listening_beyond_loopback_without_a_key_logs_a_warning(string address, string? key, bool isWarned)
    {
        var options = Options.Create(new EmulatorOptions { ListenAddress = address, SasKey = key });
        using var errors = new RecentErrors(TimeProvider.System);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(errors));
        await new OpenDoorNotice(options, new AccessTokens(options, TimeProvider.System), loggers.CreateLogger<OpenDoorNotice>())
            .StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(isWarned, errors.All.Any(error => error.Message.Contains("--sas-key", StringComparison.Ordinal)));
    }
}
