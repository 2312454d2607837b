using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Creates the journal that the settings select.</summary>
internal static class JournalFactory
{
    /// <exception cref="EmulatorStartException">The data folder cannot be used.</exception>
    public static IJournal Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EmulatorOptions>>().Value;
        if (options.DataFolder is not { } folder) return new MemoryOnly();
        var database = new SqliteDatabase(folder);
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        return new SqliteJournal(
            database,
            services.GetRequiredService<IMessageEncoding>(),
            options.ContentMemory,
            _ => Stop(lifetime),
            services.GetRequiredService<ILogger<SqliteJournal>>());
    }

    /// <summary>Stops the emulator after a disk failure. Memory and disk differ then; a restart from disk makes them equal again.</summary>
    private static void Stop(IHostApplicationLifetime lifetime)
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
