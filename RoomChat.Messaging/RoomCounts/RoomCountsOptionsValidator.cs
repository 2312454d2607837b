using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class RoomCountsOptionsValidator : IValidateOptions<RoomCountsOptions>;
