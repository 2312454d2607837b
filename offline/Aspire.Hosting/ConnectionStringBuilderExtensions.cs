using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Connection strings that are put together from other values.</summary>
public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        var connection = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        // Who waits for the connection string means the resources that it speaks of.
        foreach (var owner in OwnersOf(connectionStringExpression))
            connection.WithAnnotation(new WaitAnnotation(owner, WaitType.WaitUntilHealthy));
        return connection;
    }

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }

    private static IEnumerable<IResource> OwnersOf(object value) => value switch
    {
        IResource resource => [resource],
        IValueWithReferences composed => composed.References.SelectMany(OwnersOf).Distinct(),
        _ => [],
    };
}
