using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Actions;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class JoinLimitOptionsValidator : IValidateOptions<JoinLimitOptions>;
