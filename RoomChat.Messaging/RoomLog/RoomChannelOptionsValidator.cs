using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class RoomChannelOptionsValidator : IValidateOptions<RoomChannelOptions>;
