using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoomChat.Rooms.Audit;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Following;
using RoomChat.Rooms.Invitations;
using RoomChat.Rooms.Members;
using RoomChat.Rooms.Settings;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Health;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms;

/// <summary>Registers the rooms that users create, and their rules in memory.</summary>
public static class RoomsBuilderExtensions
{
    private const string ConnectionName = "rooms";
    private const string Section = "Rooms";

    // Another instance writes for milliseconds. Longer waits are a database that is away.
    private const int PatienceSeconds = 5;

    /// <summary>
    /// Adds them, where a database is set; without one there are only rooms that come with the first join. To be called before what has
    /// rules of its own by default.
    /// </summary>
    public static IHostApplicationBuilder AddRoomsDatabase(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<RoomsOptions>().BindConfiguration(Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomsOptions>, RoomsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RoomPolicy>();
        var (postgres, path) = (builder.Configuration.GetConnectionString(ConnectionName), builder.Configuration[$"{Section}:Path"]);
        var isOn = !string.IsNullOrEmpty(postgres) || !string.IsNullOrEmpty(path);
        services.TryAddSingleton(new RoomsAvailability(isOn));
        services.AddPooledDbContextFactory<RoomsContext>(context =>
        {
            if (!string.IsNullOrEmpty(postgres)) context.UseNpgsql(postgres, npgsql => npgsql.CommandTimeout(PatienceSeconds));
            else if (isOn) context.UseSqlite(SqliteFile(path!));
            // There is no snapshot to compare with: a test compares the tables.
            context.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        });
        AddOperations(services);
        if (!isOn && !builder.Configuration.GetValue($"{Section}:AdHoc", defaultValue: true))
        {
            throw new OptionsValidationException(
                Section, typeof(RoomsOptions),
                ["Rooms:AdHoc is false and no database is set, so that there would be no rooms. Set Rooms:Path."]);
        }
        if (isOn) AddFollowing(services);
        return builder;
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.TryAddSingleton<RoomsDatabase>();
        services.TryAddSingleton(provider => new CreatedRooms(provider.GetRequiredService<RoomsDatabase>()));
        services.TryAddSingleton(provider => new MemberRoles(provider.GetRequiredService<RoomsDatabase>()));
        services.TryAddSingleton(provider => new Moderation(provider.GetRequiredService<RoomsDatabase>()));
        services.TryAddSingleton(provider => new RoomInvitations(provider.GetRequiredService<RoomsDatabase>()));
        services.TryAddSingleton(provider => new AuditLog(provider.GetRequiredService<RoomsDatabase>()));
    }

    private static void AddFollowing(IServiceCollection services)
    {
        services.TryAddSingleton<DatabaseMigration>();
        services.TryAddSingleton<RoomDirectory>();
        services.TryAddSingleton<IRoomRules>(provider => provider.GetRequiredService<RoomDirectory>());
        services.TryAddSingleton<RoomFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomFollower>());
        services.AddHealthChecks().AddCheck<RoomsHealthCheck>("rooms_database", tags: [HealthTags.Explained]);
    }

    private static string SqliteFile(string path)
    {
        var file = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = PatienceSeconds }.ToString();
    }
}
