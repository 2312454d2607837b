using Microsoft.Extensions.Options;

namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>Checks the ranges of <see cref="EmulatorOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class EmulatorOptionsValidator : IValidateOptions<EmulatorOptions>;
