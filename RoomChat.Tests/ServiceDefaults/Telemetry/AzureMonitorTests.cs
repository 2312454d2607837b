using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class AzureMonitorTests
{
    [Fact]
    public async Task Telemetry_goes_to_Application_Insights_with_a_connection_string()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var insights = builder.Build();
        var tracked = new TaskCompletionSource<string>();
        insights.MapPost("/v2.1/track", (HttpRequest request) =>
        {
            tracked.TrySetResult(request.Path);
            return Results.Ok();
        });
        await insights.StartAsync(TestContext.Current.CancellationToken);

        await using var server = await DefaultsServer.StartAsync(new(StringComparer.Ordinal)
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey={Guid.Empty};IngestionEndpoint={insights.Urls.Single()}/",
        });
        using var http = server.CreateClient();
        using var answer = await http.GetAsync(new Uri("/answer", UriKind.Relative), TestContext.Current.CancellationToken);

        await tracked.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }
}
