using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.InstanceLeases;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class InstanceLeaseOptionsValidator : IValidateOptions<InstanceLeaseOptions>;
