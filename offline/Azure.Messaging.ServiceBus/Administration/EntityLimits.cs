namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What settings may be, as the service has it: refused here, they cost no round trip.</summary>
internal static class EntityLimits
{
    private const int LongestMetadata = 1024;

    public static TimeSpan CheckedLock(TimeSpan value) => Checked(value, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    public static TimeSpan CheckedTimeToLive(TimeSpan value) => Checked(value, TimeSpan.FromSeconds(1), TimeSpan.MaxValue);

    public static TimeSpan CheckedIdle(TimeSpan value) => Checked(value, TimeSpan.FromMinutes(5), TimeSpan.MaxValue);

    public static TimeSpan CheckedWindow(TimeSpan value) => Checked(value, TimeSpan.FromSeconds(20), TimeSpan.FromDays(7));

    public static int CheckedDeliveries(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }

    public static string CheckedMetadata(string? value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= LongestMetadata ? value : throw new ArgumentOutOfRangeException(nameof(value), $"At most {LongestMetadata} characters.");
    }

    /// <exception cref="InvalidOperationException">An entity cannot forward to itself.</exception>
    public static string? CheckedTarget(string? value, string self)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        return string.Equals(value, self, StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidOperationException($"'{self}' cannot forward to itself.")
            : value;
    }

    private static TimeSpan Checked(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"From {least} to {most}.");
}
