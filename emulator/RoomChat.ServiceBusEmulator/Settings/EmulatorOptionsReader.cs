using System.Globalization;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>
/// Reads the settings from the configuration. A missing, null or empty value means the default. An unknown setting is an error.
/// </summary>
internal sealed class EmulatorOptionsReader(IConfiguration configuration) : IConfigureOptions<EmulatorOptions>
{
    private const int MaxPort = 65_535;

    private static readonly string[] Known =
    [
        nameof(EmulatorOptions.AmqpPort), nameof(EmulatorOptions.AdminPort), nameof(EmulatorOptions.ListenAddress),
        nameof(EmulatorOptions.MaxConnections), nameof(EmulatorOptions.SasKey), nameof(EmulatorOptions.SasKeyName),
        nameof(EmulatorOptions.ConfigPath), nameof(EmulatorOptions.Durability), nameof(EmulatorOptions.DataPath),
        nameof(EmulatorOptions.ContentMemory),
    ];

    private readonly IConfigurationSection _section = configuration.GetSection(EmulatorOptions.Section);

    /// <exception cref="EmulatorStartException">A setting is wrong or unknown; the message names it.</exception>
    public void Configure(EmulatorOptions options)
    {
        foreach (var setting in _section.GetChildren())
        {
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                throw new EmulatorStartException($"There is no setting {Name(setting.Key)}. The settings are {string.Join(", ", Known)}.");
            if (setting.GetChildren().Any()) throw Wrong(setting.Key, "one value", "more than one");
        }

        options.AmqpPort = (int)Number(nameof(options.AmqpPort), 1, MaxPort, options.AmqpPort);
        options.AdminPort = (int)Number(nameof(options.AdminPort), 1, MaxPort, options.AdminPort);
        options.ListenAddress = Text(nameof(options.ListenAddress)) ?? options.ListenAddress;
        options.MaxConnections = (int)Number(nameof(options.MaxConnections), 1, int.MaxValue, options.MaxConnections);
        options.SasKey = Text(nameof(options.SasKey));
        options.SasKeyName = Text(nameof(options.SasKeyName)) ?? options.SasKeyName;
        options.ConfigPath = Text(nameof(options.ConfigPath));
        options.Durability = ReadDurability(options.Durability);
        options.DataPath = Text(nameof(options.DataPath));
        options.ContentMemory = Number(nameof(options.ContentMemory), 0, long.MaxValue, options.ContentMemory);
    }

    private string? Text(string setting) => _section[setting] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private long Number(string setting, long least, long most, long fallback)
    {
        if (Text(setting) is not { } text) return fallback;
        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw Wrong(setting, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), $"'{text}'");
    }

    private Durability ReadDurability(Durability fallback)
    {
        const string Setting = nameof(EmulatorOptions.Durability);
        if (Text(Setting) is not { } text) return fallback;
        var names = Enum.GetNames<Durability>();
        return names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<Durability>(text, ignoreCase: true)
            : throw Wrong(Setting, string.Join(" or ", names), $"'{text}'");
    }

    private static EmulatorStartException Wrong(string setting, string expected, string given) =>
        new($"The setting {Name(setting)} must be {expected}, but is {given}.");

    private static string Name(string setting) => $"{EmulatorOptions.Section}:{setting} ({EmulatorOptions.Section}__{setting})";
}
