using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Sasl;
using RoomChat.ServiceBusEmulator.Tests.Amqp;

namespace RoomChat.ServiceBusEmulator.Tests;

/// <summary>The emulator as a standalone program.</summary>
public sealed class StandaloneTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-standalone-");
    private readonly int _amqpPort = FreePort.Take();
    private readonly int _adminPort = FreePort.Take();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Options_set_ports_and_entities_and_win_over_the_environment()
    {
        var config = await ConfigAsync(new EmulatorTopology().AddQueue("q").ToJson());
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Emulator__AmqpPort"] = "1",
            ["EMULATOR_HTTP_PORT"] = "1",
        };
        string[] ports = ["--amqp-port", Text(_amqpPort), "--admin-port", Text(_adminPort)];
        using var process = Start(environment, ["--config", config, .. ports, "--data", Data, "--listen", "127.0.0.1"]);
        try
        {
            await WorksAsync();
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Fact]
    public async Task Environment_variables_set_ports_and_entities()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Emulator__ConfigPath"] = await ConfigAsync(new EmulatorTopology().AddQueue("q").ToJson()),
            ["Emulator__AmqpPort"] = Text(_amqpPort),
            ["Emulator__Durability"] = "Memory",
            ["EMULATOR_HTTP_PORT"] = Text(_adminPort),
        };
        using var process = Start(environment, []);
        try
        {
            await WorksAsync();
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Theory]
    [InlineData("--amqp-port", "--admin-port")]
    [InlineData("--admin-port", "--amqp-port")]
    public async Task Used_port_stops_the_start_and_is_named(string taken, string free)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = Text(((IPEndPoint)other.LocalEndpoint).Port);

        var (code, error) = await RunAsync(free, Text(_amqpPort), taken, port, "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains($"127.0.0.1:{port}", error, StringComparison.Ordinal);
        Assert.Contains(taken, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_data_folder_stops_the_start_with_a_message()
    {
        var config = await ConfigAsync(new EmulatorTopology().AddQueue("q").ToJson());
        using var first = Start(
            null, ["--config", config, "--amqp-port", Text(_amqpPort), "--admin-port", Text(_adminPort), "--data", Data]);
        try
        {
            await WorksAsync();
            var (code, error) = await RunAsync("--amqp-port", Text(FreePort.Take()), "--admin-port", Text(FreePort.Take()), "--data", Data);

            Assert.Equal(1, code);
            Assert.Contains(
                $"The data folder '{Data}' (Emulator__DataPath) cannot be used, or another emulator uses it",
                error,
                StringComparison.Ordinal);
        }
        finally
        {
            await EndAsync(first);
        }
    }

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Name":"n","Queues":[{"Name":"q","Properties":{"LockDuration":"a minute"}}]}]}}""",
        "cannot be used")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Name":"n","Entities":[]}]}}""", "$.UserConfig.Namespaces[0].Entities")]
    [InlineData(null, "cannot be used")]
    public async Task Invalid_configuration_stops_the_start_and_is_named(string? json, string message)
    {
        var config = json is null ? Path.Combine(_folder.FullName, "missing.json") : await ConfigAsync(json);

        var (code, error) = await RunAsync(
            "--config", config, "--amqp-port", Text(_amqpPort), "--admin-port", Text(_adminPort), "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains(config, error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "'--amqp-prot'", "--amqp-prot", "5672")]
    [InlineData(2, "'--data'", "--data")]
    [InlineData(2, "'--data'", "--data", "a", "--data", "b")]
    [InlineData(2, "'--Emulator:AmqpPort'", "--Emulator:AmqpPort", "0")]
    [InlineData(1, "AmqpPort", "--Emulator:AmqpPort=0")]
    [InlineData(2, "'many'", "--amqp-port", "many")]
    [InlineData(2, "'Tape'", "--durability", "Tape")]
    [InlineData(1, "AmqpPort", "--amqp-port", "0")]
    [InlineData(1, "'nowhere' is not an IP address to listen on; set --listen", "--durability", "Memory", "--listen", "nowhere")]
    public async Task Invalid_option_stops_the_start_with_a_message(int expected, string message, params string[] switches)
    {
        var (code, error) = await RunAsync(switches);

        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"   at |System\.|EmulatorOptions", error);
    }

    [Fact]
    public async Task Help_lists_every_option_and_starts_nothing()
    {
        using var process = Start(null, ["--help"]);
        var help = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.All(
            RoomChat.ServiceBusEmulator.EmulatorCommandLine.OptionNames, name => Assert.Contains(name, help, StringComparison.Ordinal));
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private async Task<string> ConfigAsync(string json)
    {
        var path = Path.Combine(_folder.FullName, "Config.json");
        await File.WriteAllTextAsync(path, json);
        return path;
    }

    private async Task WorksAsync()
    {
        using var http = new HttpClient();
        await Eventually.Holds(() => IsHealthyAsync(http), "the emulator is healthy");
        var connection = await new ConnectionFactory { SASL = { Profile = SaslProfile.Anonymous } }
            .CreateAsync(new Address($"amqp://127.0.0.1:{Text(_amqpPort)}"));
        await connection.SendAsync("q", ClientLinks.Text("a"));
        Assert.Equal("a", (await connection.Receiver("q").NextAsync()).Body);
        await connection.CloseAsync();
    }

    private async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Text(_adminPort)}/health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] switches)
    {
        using var process = Start(null, switches);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestHostGuard.Forget(process.Id);
        return (process.ExitCode, error);
    }

    private static Process Start(Dictionary<string, string>? environment, IEnumerable<string> switches)
    {
        var start = new ProcessStartInfo(RunningDotnet.Path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RoomChat.ServiceBusEmulator.dll"));
        foreach (var each in switches) start.ArgumentList.Add(each);
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The emulator was not started.");
        TestHostGuard.Watch(process);
        return process;
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        TestHostGuard.Forget(process.Id);
    }
}
