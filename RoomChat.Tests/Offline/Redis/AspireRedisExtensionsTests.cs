using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RoomChat.Tests.Fixtures;
using StackExchange.Redis;

namespace RoomChat.Tests.Offline.Redis;

public sealed class AspireRedisExtensionsTests(RedisFixture redis)
{
    [Fact]
    public async Task A_missing_connection_string_is_named()
    {
        var builder = BuilderWith(connectionString: null);
        builder.AddRedisClient("redis");
        await using var services = builder.Services.BuildServiceProvider();
        var missing = Assert.Throws<InvalidOperationException>(services.GetRequiredService<IConnectionMultiplexer>);
        Assert.Contains("'ConnectionStrings:redis'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_is_one_for_all_and_a_keyed_one_has_its_own()
    {
        var builder = BuilderWith((await redis.GetAsync()).ConnectionString);
        builder.AddRedisClient("redis", configureOptions: options => options.ClientName = "mine");
        builder.AddKeyedRedisClient("redis");
        await using var services = builder.Services.BuildServiceProvider();
        var client = services.GetRequiredService<IConnectionMultiplexer>();
        Assert.Equal("mine", client.ClientName);
        Assert.Same(client, services.GetRequiredService<IConnectionMultiplexer>());
        Assert.NotSame(client, services.GetRequiredKeyedService<IConnectionMultiplexer>("redis"));
    }

    [Fact]
    public async Task The_health_check_asks_Redis()
    {
        var builder = BuilderWith((await redis.GetAsync()).ConnectionString);
        builder.AddRedisClient("redis");
        await using var services = builder.Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, Assert.Contains("StackExchange.Redis", report.Entries).Status);
    }

    [Fact]
    public void Settings_come_from_the_section_of_the_name_before_the_common_one()
    {
        var builder = BuilderWith("localhost:1");
        builder.Configuration["Aspire:StackExchange:Redis:DisableHealthChecks"] = "false";
        builder.Configuration["Aspire:StackExchange:Redis:redis:DisableHealthChecks"] = "true";
        var read = builder.AddRedisClientBuilder("redis").Settings;
        Assert.Equal((true, "localhost:1"), (read.DisableHealthChecks, read.ConnectionString));
    }

    private static HostApplicationBuilder BuilderWith(string? connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:redis"] = connectionString;
        return builder;
    }
}
