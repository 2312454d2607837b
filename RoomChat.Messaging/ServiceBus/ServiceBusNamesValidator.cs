using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Checks the settings at start; generated from their attributes.</summary>
[OptionsValidator]
internal sealed partial class ServiceBusNamesValidator : IValidateOptions<ServiceBusNames>;
