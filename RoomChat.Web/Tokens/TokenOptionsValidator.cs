using Microsoft.Extensions.Options;

namespace RoomChat.Web.Tokens;

/// <summary>Checks the ranges of the settings; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class TokenOptionsValidator : IValidateOptions<TokenOptions>;
