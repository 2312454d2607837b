using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class RoomTopicOptionsValidator : IValidateOptions<RoomTopicOptions>;
