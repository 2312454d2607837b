using Aspire.Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Hosting;

namespace RoomChat.Tests.Offline;

internal static class ConfiguredApplication
{
    internal const string Key = "Endpoint=sb://bus.example/;SharedAccessKeyName=n;SharedAccessKey=k=";

    internal static HostApplicationBuilder With(params (string Name, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        return builder;
    }

    internal static HostApplicationBuilder WithConnectionString(string connectionString) =>
        With(("ConnectionStrings:messaging", connectionString));

    internal static AzureMessagingServiceBusSettings ReadSettings(this HostApplicationBuilder builder)
    {
        AzureMessagingServiceBusSettings? read = null;
        builder.AddAzureServiceBusClient("messaging", settings => read = settings);
        return read!;
    }
}
