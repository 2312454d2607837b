using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

/// <summary>The HTTP API of an emulator with an empty namespace. It has no AMQP and no TCP port.</summary>
internal sealed class AdministrationServer : IAsyncDisposable
{
    internal static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    internal static readonly XNamespace ServiceBus = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";

    private readonly WebApplication _app;

    private AdministrationServer(WebApplication app, ServiceBusNamespace entities, FakeTimeProvider time)
    {
        (_app, Entities, Time) = (app, entities, time);
        Http = app.GetTestClient();
        Http.BaseAddress = new Uri("http://localhost:5300/");
    }

    internal ServiceBusNamespace Entities { get; }

    internal FakeTimeProvider Time { get; }

    internal HttpClient Http { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<AdministrationServer> StartAsync(
        Action<IHealthChecksBuilder>? addChecks = null, string? sasKey = null, IJournal? journal = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        journal ??= new MemoryOnly();
        var entities = new ServiceBusNamespace(time, journal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(journal)
            .AddSingleton(entities).AddSingleton<EntityReader>().AddSingleton<EntityWriter>()
            .AddSingleton<RecentErrors>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentErrors>())
            .AddSingleton<OpenConnections>().AddSingleton<AccessTokens>().AddSingleton<ManagementCalls>().AddSingleton<StatusPage>();
        builder.Services.Configure<EmulatorOptions>(options => options.SasKey = sasKey);
        var checks = builder.Services.AddHealthChecks();
        addChecks?.Invoke(checks);
        var app = builder.Build();
        app.MapStatus();
        app.MapAdministration();
        await app.StartAsync(Ct);
        return new AdministrationServer(app, entities, time);
    }

    /// <summary>Puts a description of the kind <paramref name="kind"/>. The fields are XML. An update sends an If-Match header.</summary>
    internal Task<(HttpStatusCode Status, XElement Body)> PutAsync(
        string path, string kind, string fields = "", bool isUpdate = false) => PutBodyAsync(
        path,
        $"""
        <entry xmlns="{Atom}"><content type="application/xml"><{kind} xmlns="{ServiceBus}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">{fields}</{kind}></content></entry>
        """,
        isUpdate);

    internal async Task<(HttpStatusCode Status, XElement Body)> PutBodyAsync(string path, string body, bool isUpdate = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/atom+xml")
        };
        if (isUpdate) request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await SendAsync(request);
    }

    internal async Task<(HttpStatusCode Status, XElement Body)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    internal async Task<HttpStatusCode> DeleteAsync(string path)
    {
        using var answer = await Http.DeleteAsync(new Uri(path, UriKind.Relative), Ct);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, XElement Body)> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request, Ct);
        return (answer.StatusCode, XElement.Parse(await answer.Content.ReadAsStringAsync(Ct)));
    }
}
