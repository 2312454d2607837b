using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class RoomRateOptionsValidator : IValidateOptions<RoomRateOptions>;
