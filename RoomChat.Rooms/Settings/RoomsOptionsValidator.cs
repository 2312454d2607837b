using Microsoft.Extensions.Options;

namespace RoomChat.Rooms.Settings;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class RoomsOptionsValidator : IValidateOptions<RoomsOptions>;
