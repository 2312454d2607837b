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
    /// PostgreSQL, in a container or an existing one. Null for a file, or if a deployment has no setting.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The setting is neither of the names above.</exception>
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

    /// <summary>Gives a service the database. A deployment gets no file, because a file is for services on one machine.</summary>
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
