using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();
builder.AddEmulator(args);
var app = builder.Build();
app.MapHealthChecks("/health");
app.MapHealthChecks("/alive");

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is EmulatorStartException or OptionsValidationException or IOException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
