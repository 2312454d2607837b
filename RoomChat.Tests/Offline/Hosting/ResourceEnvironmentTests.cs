using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class ResourceEnvironmentTests
{
    [Fact]
    public async Task A_project_is_told_its_port_its_name_and_its_launch_profile()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var web = builder.AddProject<SampleProject>("web");
        await using var app = builder.Build();

        var variables = await app.VariablesOfAsync(web.Resource);

        Assert.Equal(web.GetEndpoint("http").Url, variables["ASPNETCORE_URLS"]);
        Assert.Equal("Staging", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("Development", variables["DOTNET_ENVIRONMENT"]);
        Assert.Equal("from the profile", variables["SAMPLE"]);
        Assert.Equal("web", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=web", variables["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public async Task A_connection_string_arrives_under_its_name_and_with_the_port_that_was_given_out()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var store = builder.AddShell("store", "true").WithEndpoint(scheme: "tcp", name: "tcp");
        var connection = builder.AddConnectionString("redis", ReferenceExpression.Create($"127.0.0.1:{store.GetEndpoint("tcp").Property(EndpointProperty.Port)},abortConnect=false"));
        var api = builder.AddProject<SampleProject>("api", launchProfileName: null).WithReference(connection);
        await using var app = builder.Build();

        var variables = await app.VariablesOfAsync(api.Resource);

        Assert.Equal($"127.0.0.1:{store.GetEndpoint("tcp").Port},abortConnect=false", variables["ConnectionStrings__redis"]);
        Assert.Equal(variables["ConnectionStrings__redis"], await app.GetConnectionStringAsync("redis", HostingTest.Ct));
    }

    [Fact]
    public async Task Every_replica_has_a_port_of_its_own_and_callers_get_them_all()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var realtime = builder.AddProject<SampleProject>("realtime", launchProfileName: null).WithHttpEndpoint().WithReplicas(3);
        var web = builder.AddProject<SampleProject>("web").WithReference(realtime);
        await using var app = builder.Build();

        var told = await app.VariablesOfAsync(web.Resource);
        var own = new List<string>();
        foreach (var replica in Enumerable.Range(0, 3))
            own.Add((await app.VariablesOfAsync(realtime.Resource, replica))["ASPNETCORE_URLS"]);
        told = await app.VariablesOfAsync(web.Resource);

        Assert.Equal(3, own.Distinct().Count());
        Assert.Equal(3, told.Count(variable => variable.Key.StartsWith("services__realtime__http__", StringComparison.Ordinal)));
        Assert.Equal(3, told.Where(variable => variable.Key.StartsWith("services__realtime__http__", StringComparison.Ordinal)).Select(variable => variable.Value).Distinct().Count());
    }

    [Fact]
    public async Task A_port_with_a_variable_of_its_own_is_not_the_web_servers()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var emulator = builder.AddProject<SampleProject>("emulator", launchProfileName: null).WithHttpEndpoint(port: 5300, name: "admin", env: "Emulator__AdminPort");
        await using var app = builder.Build();

        var variables = await app.VariablesOfAsync(emulator.Resource);

        Assert.DoesNotContain("ASPNETCORE_URLS", variables);
        Assert.Equal(emulator.GetEndpoint("admin").Port.ToString(System.Globalization.CultureInfo.InvariantCulture), variables["Emulator__AdminPort"]);
        Assert.NotEqual(5300, emulator.GetEndpoint("admin").Port);
    }

    [Fact]
    public async Task What_is_said_last_wins_and_may_be_composed()
    {
        var builder = DistributedApplicationTestingBuilder.Create("--Parameters:who=you");
        var who = builder.AddParameter("who");
        var job = builder.AddShell("job", "true")
            .WithEnvironment("GREETING", "none")
            .WithEnvironment("GREETING", $"hello {{{who}}}")
            .WithEnvironment(context => context.EnvironmentVariables["COUNT"] = 3);
        await using var app = builder.Build();

        var variables = await app.VariablesOfAsync(job.Resource);

        Assert.Equal("hello {you}", variables["GREETING"]);
        Assert.Equal("3", variables["COUNT"]);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("DOTNET_ENVIRONMENT", false)]
    [InlineData("DOTNET_LAUNCH_PROFILE", false)]
    [InlineData("Kestrel__Endpoints__Http__Url", false)]
    [InlineData("PATH", true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    [InlineData("DOTNET_ROOT", true)]
    public void What_configures_the_AppHost_itself_is_not_inherited(string variable, bool isInherited) =>
        Assert.Equal(isInherited, ResourceEnvironment.IsInherited(variable));
}
