using System.CommandLine;
using System.Globalization;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator;

/// <summary>The command line. Each option sets a setting that the environment can set, too.</summary>
internal static class EmulatorCommandLine
{
    /// <summary>The exit code for a wrong command line.</summary>
    public const int WrongCommandLine = 2;

    private const string Description = """
        A Service Bus emulator: AMQP for clients, HTTP for administration, health and a status page.

        Connection string: Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;
        Administration:    Endpoint=sb://localhost:5300;… with the rest as above.
        Exit codes:        0 when it is stopped, 1 when it cannot start, 2 when the command line is wrong.
        """;

    private static readonly EmulatorOptions Defaults = new();

    private static readonly IReadOnlyList<(Option Option, string Key)> Settings =
    [
        Row("--config", "FILE", nameof(EmulatorOptions.ConfigPath), "Entities to start with, as Config.json of Microsoft's emulator."),
        Row("--amqp-port", "PORT", nameof(EmulatorOptions.AmqpPort), "Port for AMQP.", Text(Defaults.AmqpPort), IsNumber),
        Row(
            "--admin-port",
            "PORT",
            nameof(EmulatorOptions.AdminPort),
            "Port for HTTP; also EMULATOR_HTTP_PORT.",
            Text(Defaults.AdminPort),
            IsNumber),
        Row("--listen", "ADDRESS", nameof(EmulatorOptions.ListenAddress), "IP address; 0.0.0.0 for all.", Defaults.ListenAddress),
        Row("--data", "FOLDER", nameof(EmulatorOptions.DataPath), "Folder of the data. [default: one for each AMQP port]"),
        Row(
            "--durability",
            "KIND",
            nameof(EmulatorOptions.Durability),
            "What an accepted message survives.",
            Defaults.Durability.ToString(),
            IsDurability),
        Row("--sas-key", "KEY", nameof(EmulatorOptions.SasKey), "Key that must sign tokens. Without it, clients need no token."),
        Row("--sas-key-name", "NAME", nameof(EmulatorOptions.SasKeyName), "Name of the key.", Defaults.SasKeyName),
        Row(
            "--max-connections",
            "N",
            nameof(EmulatorOptions.MaxConnections),
            "Connections at the same time.",
            Text(Defaults.MaxConnections),
            IsNumber),
    ];

    /// <summary>The names of the options.</summary>
    public static IEnumerable<string> OptionNames => Settings.Select(static row => row.Option.Name);

    /// <summary>
    /// Runs the emulator, prints help, or refuses a wrong command line. Any setting can also be an argument: <c>--Section:Name=value</c>.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="run">Runs the emulator with the settings of the command line.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<IReadOnlyList<KeyValuePair<string, string?>>, Task<int>> run)
    {
        var command = new RootCommand(Description);
        foreach (var (option, _) in Settings) command.Options.Add(option);
        command.SetAction((given, _) => run([.. args.Where(IsSetting).Select(ToSetting), .. SettingsOf(given)]));

        // No response files: a key may start with '@'.
        var parsing = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var parsed = command.Parse([.. args.Where(static arg => !IsSetting(arg))], parsing);

        // The host handles signals. An unhandled exception is a fault and must stay visible.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(invocation);
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("--help lists the options.");
        return WrongCommandLine;
    }

    /// <summary>The configuration key of a setting.</summary>
    public static string Key(string setting) => $"{EmulatorOptions.Section}:{setting}";

    /// <summary>All options are texts: for other types, the parser's error would name a .NET type.</summary>
    private static (Option Option, string Key) Row(
        string name, string valueName, string setting, string description, string? standard = null, Func<string, string?>? check = null)
    {
        var option = new Option<string>(name) { HelpName = valueName, Description = $"{description} {EmulatorOptions.Section}__{setting}" };
        if (standard is not null) option.DefaultValueFactory = _ => standard;
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || check?.Invoke(token.Value) is not { } expected) return;
            result.AddError($"'{token.Value}' is no value for {name}: it must be {expected}.");
        });
        return (option, Key(setting));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Checks the form of a number only; the setting checks its range. Returns the expected form, or null if the text is valid.
    /// </summary>
    private static string? IsNumber(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "a whole number";

    private static string? IsDurability(string text)
    {
        var names = Enum.GetNames<Durability>();
        return names.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : string.Join(" or ", names);
    }

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(ParseResult given) =>
        from row in Settings
        let result = given.GetResult(row.Option)
        where result is { Implicit: false }
        select KeyValuePair.Create(row.Key, (string?)result.Tokens[0].Value);

    private static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        && arg.AsSpan(0, equals).Contains(':');

    private static KeyValuePair<string, string?> ToSetting(string arg)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return KeyValuePair.Create(arg[2..equals], (string?)arg[(equals + 1)..]);
    }
}
