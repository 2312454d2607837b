using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ServiceDefaults.Identity;

public sealed class SignatureOptionsValidatorTests
{
    private const string Long = "a-secret-of-32-characters-0000000";

    [Theory]
    [InlineData("Development", null, null, null)]
    [InlineData("Development", "", "", null)]
    [InlineData("Development", "short", null, "GatewaySignature:Secret")]
    [InlineData("Development", null, Long, "GatewaySignature:PreviousSecret")]
    [InlineData("Production", null, null, "GatewaySignature__Secret")]
    [InlineData("Production", "", null, "GatewaySignature__Secret")]
    [InlineData("Staging", null, null, "GatewaySignature__Secret")]
    [InlineData("Production", Long, null, null)]
    [InlineData("Production", Long, "short", "GatewaySignature:PreviousSecret")]
    [InlineData("Production", Long, Long, null)]
    public void Outside_Development_there_is_a_secret_of_32_characters(string environment, string? secret, string? previous, string? named)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        var result = new SignatureOptionsValidator(builder.Environment).Validate(
            null, new SignatureOptions { Secret = secret, PreviousSecret = previous });
        Assert.Equal(named is not null, result.Failed);
        if (named is null) return;
        Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("short", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_in_Production_does_not_start_without_a_secret()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.AddGatewaySignature();
        await using var app = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("GatewaySignature:Secret", refused.Message, StringComparison.Ordinal);
    }
}
