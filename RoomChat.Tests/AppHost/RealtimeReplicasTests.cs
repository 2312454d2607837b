using Aspire.Hosting.Testing;

namespace RoomChat.Tests.AppHost;

public sealed class RealtimeReplicasTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("101")]
    [InlineData("many")]
    [InlineData("2.5")]
    public async Task Invalid_number_of_replicas_stops_the_start_with_the_range(string replicas)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(
                [$"--Realtime:Replicas={replicas}"], TestContext.Current.CancellationToken));
        Assert.Contains(
            $"The setting 'Realtime:Replicas' is '{replicas}'; it may be a whole number from 1 to 100.",
            error.ToString(),
            StringComparison.Ordinal);
    }
}
