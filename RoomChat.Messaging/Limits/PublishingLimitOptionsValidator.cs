using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Limits;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class PublishingLimitOptionsValidator : IValidateOptions<PublishingLimitOptions>;
