using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Telemetry;

if (EmulatorCommandLine.AsksForHelp(args))
{
    await Console.Out.WriteAsync(EmulatorCommandLine.Help);
    return 0;
}

if (EmulatorCommandLine.FaultOf(args) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}

// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddTelemetry();
builder.AddEmulator(args);
var app = builder.Build();
app.MapStatus();
app.MapAdministration();

try
{
    await app.RunEmulatorAsync();
    return 0;
}
catch (Exception exception) when (exception is EmulatorStartException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
