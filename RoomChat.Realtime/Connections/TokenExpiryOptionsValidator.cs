using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Connections;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class TokenExpiryOptionsValidator : IValidateOptions<TokenExpiryOptions>;
