using Microsoft.Extensions.Options;

namespace RoomChat.Identity.Development;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class ClientOptionsValidator : IValidateOptions<ClientOptions>;
