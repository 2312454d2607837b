namespace RoomChat.AppHost;

internal static class BackingExtensions
{
    /// <exception cref="DistributedApplicationException">The setting is not one of the names of <see cref="Backing"/>.</exception>
    internal static Backing GetBacking(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode) return Backing.Azure;
        var setting = builder.Configuration["Backing"];
        if (setting is null) return Backing.Embedded;
        return Enum.TryParse<Backing>(setting, ignoreCase: true, out var backing) && Enum.IsDefined(backing)
            ? backing
            : throw new DistributedApplicationException(
                $"The setting 'Backing' is '{setting}'; it may be {string.Join(", ", Enum.GetNames<Backing>())}. "
                + "Set it in RoomChat.AppHost/appsettings.json, or on the command line: --Backing Embedded");
    }
}
