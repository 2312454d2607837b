using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator;

/// <summary>The switches, each of which stands for a setting that can also come from the environment.</summary>
internal static class EmulatorCommandLine
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        A Service Bus emulator: AMQP for clients, HTTP for administration, health and a status page.

          --config FILE          entities to start with, in the Config.json format of Microsoft's emulator   Emulator__ConfigPath
          --amqp-port PORT       AMQP, 5672 if not given                                                     Emulator__AmqpPort
          --admin-port PORT      HTTP, 5300 if not given                                                     Emulator__AdminPort, EMULATOR_HTTP_PORT
          --listen ADDRESS       IP address to listen on, 127.0.0.1 if not given; 0.0.0.0 for all            Emulator__ListenAddress
          --data FOLDER          what is kept on disk, a folder of the user's if not given                   Emulator__DataPath
          --durability KIND      Disk if not given: accepted is on disk; or Memory: gone at the end          Emulator__Durability
          --sas-key KEY          ask clients for tokens signed with this key; if not given, any token is good  Emulator__SasKey
          --sas-key-name NAME    the key's name, RootManageSharedAccessKey if not given                      Emulator__SasKeyName
          --max-connections N    connections at once, 5000 if not given                                      Emulator__MaxConnections

        Connection string: Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;
        Administration:    Endpoint=sb://localhost:5300;… with the rest as above.
        Ends with 0 when stopped, with 1 when it cannot start, with 2 when a switch is wrong.

        """;

    /// <summary>The settings by their switches.</summary>
    public static IDictionary<string, string> Switches { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["--config"] = Key(nameof(EmulatorOptions.ConfigPath)),
        ["--amqp-port"] = Key(nameof(EmulatorOptions.AmqpPort)),
        ["--admin-port"] = Key(nameof(EmulatorOptions.AdminPort)),
        ["--listen"] = Key(nameof(EmulatorOptions.ListenAddress)),
        ["--data"] = Key(nameof(EmulatorOptions.DataPath)),
        ["--durability"] = Key(nameof(EmulatorOptions.Durability)),
        ["--sas-key"] = Key(nameof(EmulatorOptions.SasKey)),
        ["--sas-key-name"] = Key(nameof(EmulatorOptions.SasKeyName)),
        ["--max-connections"] = Key(nameof(EmulatorOptions.MaxConnections)),
    };

    public static bool AsksForHelp(string[] args) => args.Any(static arg => arg is "--help" or "-h" or "-?");

    /// <summary>What is wrong with the switches; null when nothing is. Any setting of .NET can be given as <c>--Section:Name=value</c>.</summary>
    public static string? FaultOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (name.Contains(':', StringComparison.Ordinal)) continue;
            if (!Switches.ContainsKey(name)) return $"There is no switch '{name}'; --help lists them all.";
            if (!args[i].Contains('=', StringComparison.Ordinal) && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                return $"The switch {name} needs a value.";
        }

        return null;
    }

    public static string Key(string option) => $"{EmulatorOptions.Section}:{option}";
}
