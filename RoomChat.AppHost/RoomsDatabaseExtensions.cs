namespace RoomChat.AppHost;

/// <summary>
/// The database of the rooms that users create: a SQLite file on a developer's machine, PostgreSQL by the setting <c>Rooms:Database</c>.
/// </summary>
internal static class RoomsDatabaseExtensions
{
    private const string Setting = "Rooms:Database";
    private const string PostgreSql = "PostgreSql";
    private const string Sqlite = "Sqlite";

    /// <summary>
    /// PostgreSQL, in a container or one that exists already; null where it is a file, or where nothing was chosen for a deployment.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The setting is none of the names above.</exception>
    internal static IResourceBuilder<IResourceWithConnectionString>? AddRoomsDatabase(
        this IDistributedApplicationBuilder builder, string name)
    {
        var database = builder.Configuration[Setting] is { Length: > 0 } chosen ? chosen : Sqlite;
        if (string.Equals(database, Sqlite, StringComparison.OrdinalIgnoreCase)) return null;
        if (!string.Equals(database, PostgreSql, StringComparison.OrdinalIgnoreCase))
            throw new DistributedApplicationException($"The setting '{Setting}' is '{database}'; it may be {Sqlite} or {PostgreSql}.");
        return builder.GetBacking() == Backing.Containers
            ? builder.AddPostgres($"{name}-server").WithDataVolume().AddDatabase(name)
            : builder.AddConnectionString(name);
    }

    /// <summary>Gives a service the database. A file is for services on one machine, so that a deployment has none.</summary>
    internal static IResourceBuilder<ProjectResource> WithRoomsDatabase(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<IResourceWithConnectionString>? database)
    {
        if (database is not null) return service.WithReference(database).WaitFor(database);
        var builder = service.ApplicationBuilder;
        return builder.ExecutionContext.IsPublishMode
            ? service
            : service.WithEnvironment("Rooms__Path", Path.Combine(EmbeddedData.MakeFolderOf(builder, "rooms"), "rooms.db"));
    }
}
