using RoomChat.ServiceBusEmulator;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Telemetry;

return await EmulatorCommandLine.RunAsync(args, static async settings =>
{
    try
    {
        // The settings file lies beside the program, wherever the program is started.
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
        // The second is a settings file that is no JSON; its innermost exception has the line.
        await Console.Error.WriteLineAsync($"{exception.Message} {(exception is InvalidDataException ? exception.GetBaseException().Message : "")}".TrimEnd());
        return 1;
    }
});
