using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using RoomChat.Web.Client;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.AddChat();
await builder.Build().RunAsync();
