using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using RoomChat.ApiService;

namespace RoomChat.Tests.ApiService;

/// <summary>The publish API on a real port, with a real broker and a real Redis.</summary>
internal sealed class ApiServer : WebApplicationFactory<ApiDescription>
{
    private readonly string _redis;
    private readonly string _serviceBus;

    internal ApiServer(string redis, string serviceBus)
    {
        (_redis, _serviceBus) = (redis, serviceBus);
        UseKestrel(0);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:redis", _redis);
        builder.UseSetting("ConnectionStrings:messaging", _serviceBus);
    }
}
