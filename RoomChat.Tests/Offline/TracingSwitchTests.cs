using System.Diagnostics;
using Aspire.Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using RoomChat.Tests.Architecture;
using RoomChat.Tests.ServiceDefaults;

namespace RoomChat.Tests.Offline;

[Collection(ProcessWide.Name)]
public sealed class TracingSwitchTests : IDisposable
{
    private const string Switch = "Azure.Experimental.EnableActivitySource";
    private const string Variable = "AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE";

    public void Dispose()
    {
        AppContext.SetSwitch(Switch, isEnabled: true);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Tracing_follows_Azures_switch(bool isOn, bool isDisabled)
    {
        AppContext.SetSwitch(Switch, isOn);
        Environment.SetEnvironmentVariable(Variable, "true");
        Assert.Equal(isDisabled, new AzureMessagingServiceBusSettings().DisableTracing);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_configured_value_goes_before_the_switch(bool isOn, bool isDisabled)
    {
        AppContext.SetSwitch(Switch, isOn);
        var builder = ConfiguredApplication.With(("Aspire:Azure:Messaging:ServiceBus:DisableTracing", $"{!isDisabled}"));
        Assert.Equal(!isDisabled, builder.ReadSettings().DisableTracing);
    }

    [Fact]
    public void Service_defaults_switch_tracing_on_for_a_later_client()
    {
        AppContext.SetSwitch(Switch, isEnabled: false);
        Assert.True(ConfiguredApplication.With().ReadSettings().DisableTracing);
        var builder = ConfiguredApplication.With();
        builder.AddServiceDefaults();
        Assert.False(builder.ReadSettings().DisableTracing);
    }

    [Fact]
    public void Every_service_adds_the_defaults_before_messaging()
    {
        var programs = RepositoryFiles.Projects.Select(project => Path.Combine(RepositoryFiles.Root, project, "Program.cs"))
            .Where(File.Exists).Select(File.ReadAllText).Where(text => text.Contains("AddMessaging(", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, programs.Count);
        Assert.All(programs, text => Assert.InRange(
            text.IndexOf("AddServiceDefaults(", StringComparison.Ordinal), 0, text.IndexOf("AddMessaging(", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task The_clients_spans_are_collected_unless_tracing_is_disabled(bool isDisabled, int spans)
    {
        var recorder = new DefaultsServer.SpanRecorder();
        var builder = ConfiguredApplication.WithConnectionString(ConfiguredApplication.Key);
        builder.AddAzureServiceBusClient("messaging", settings => settings.DisableTracing = isDisabled);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(recorder));
        await using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource("Azure.Messaging.ServiceBus.ServiceBusSender");
        // With a parent: a service of another test in this process drops client spans without a parent.
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        source.StartActivity("send", ActivityKind.Producer, parent)?.Dispose();
        Assert.Equal(spans, recorder.All.Count);
    }
}
