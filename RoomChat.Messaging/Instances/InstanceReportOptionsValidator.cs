using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Instances;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class InstanceReportOptionsValidator : IValidateOptions<InstanceReportOptions>;
