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

    // Other instances write for milliseconds only. A longer wait means that the database is unavailable.
    private const int PatienceSeconds = 5;

    /// <summary>
    /// Adds the rooms if a database is configured. Without one, rooms exist only from their first join on. Call it before services that add
    /// default rules themselves.
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
            // There is no model snapshot to compare with. A test compares the tables instead.
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
