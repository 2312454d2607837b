using System.Diagnostics;
using System.Globalization;
using Npgsql;

[assembly: AssemblyFixture(typeof(RoomChat.Tests.Rooms.PostgreSqlServer))]

namespace RoomChat.Tests.Rooms;

/// <summary>
/// The distribution's PostgreSQL, with its own cluster in its own folder. The first test that needs it starts it. Without PostgreSQL these
/// tests are skipped.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Superuser = "postgres";

    private static readonly string? Programs = FindPrograms();

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly int _port = FreePort.Take();
    private DirectoryInfo? _folder;
    private Process? _process;

    /// <summary>Starts the server if needed, and returns its port.</summary>
    internal async Task<int> GetPortAsync()
    {
        await StartAsync();
        return _port;
    }

    /// <summary>Creates an empty database, and returns its connection string.</summary>
    internal async Task<string> CreateDatabaseAsync(int? port = null)
    {
        await StartAsync();
        var name = $"rooms_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", _port));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return ConnectionString(name, port ?? _port);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            TestHostGuard.Forget(process.Id);
            process.Dispose();
        }
        _folder?.Delete(recursive: true);
        _starting.Dispose();
    }

    private static string ConnectionString(string database, int port) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={Superuser};Database={database};Timeout=3;Command Timeout=3");

    private async Task StartAsync()
    {
        Assert.SkipWhen(Programs is null, "There is no PostgreSQL (Debian, Ubuntu: 'apt-get install postgresql').");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_process is not null) return;
            _folder = TestFolder.Create("roomchat-postgresql-");
            // PostgreSQL refuses to run as root.
            if (Environment.UserName == "root") await RunAsync("chown", Superuser, _folder.FullName);
            await RunAsync(
                [.. AsUser, Path.Combine(Programs!, "initdb"), "-D", Data, "-U", Superuser, "-A", "trust", "-N", "--locale=C.UTF-8"]);
            _process = Start([
                .. AsUser, Path.Combine(Programs!, "postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture),
                "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder.FullName}", "-c", "fsync=off"]);
            TestHostGuard.Watch(_process);
            await Eventually.Holds(AnswersAsync, "PostgreSQL answers");
        }
        finally
        {
            _starting.Release();
        }
    }

    private string Data => Path.Combine(_folder!.FullName, "data");

    private static string[] AsUser =>
        Environment.UserName == "root" ? ["setpriv", $"--reuid={Superuser}", $"--regid={Superuser}", "--clear-groups"] : [];

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres", _port));
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} was not started.");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string? FindPrograms() => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();
}
