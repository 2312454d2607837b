using RoomChat.ServiceBusEmulator;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Telemetry;

return await EmulatorCommandLine.RunAsync(args, static async settings =>
{
    try
    {
        // The settings file is in the folder of the program, not in the current folder.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddTelemetry();
        builder.AddEmulator(settings);
        var app = builder.Build();
        app.MapStatus();
        app.MapAdministration();
        await app.RunEmulatorAsync();
        return 0;
    }
    catch (Exception exception) when (exception is EmulatorStartException or InvalidDataException)
    {
        await Console.Error.WriteLineAsync(exception.Message);

        // The settings file is not JSON: the innermost exception has the line.
        if (exception is InvalidDataException) await Console.Error.WriteLineAsync(exception.GetBaseException().Message);
        return 1;
    }
});
