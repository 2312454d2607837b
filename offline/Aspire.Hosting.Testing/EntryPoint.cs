using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's Main, run inside the test's process.</summary>
internal static class EntryPoint
{
    internal static Task<DistributedApplicationBuilder> RunUntilBuildAsync(Assembly appHost, string[] args, TestingInterception interception)
    {
        var main = appHost.EntryPoint ?? throw new InvalidOperationException($"The assembly '{appHost.GetName().Name}' has no entry point.");
        return Task.Run(() =>
        {
            DistributedApplicationBuilder? builder = null;
            interception.Captured = captured => builder = captured;
            using var scope = interception.Enter();
            try
            {
                main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, main.GetParameters().Length == 0 ? [] : [args], culture: null);
            }
            catch (HostAbortedException) when (builder is not null)
            {
                return builder;
            }

            throw new InvalidOperationException($"The entry point of '{appHost.GetName().Name}' ended without building an application.");
        });
    }
}
