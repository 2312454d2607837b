using System.Reflection;
using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Tests.Contracts.Http;

public sealed class OperatorContractsTests
{
    public static TheoryData<Type> Records =>
        [.. typeof(InstanceReport).Assembly.GetTypes().Where(type => type.Namespace == typeof(InstanceReport).Namespace && type.IsPublic
            && type != typeof(OperatorJsonContext))];

    /// <summary>A field without a value is left out: whoever reads it must not want it.</summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void Parameter_that_may_be_null_may_be_left_out(Type record)
    {
        var nullability = new NullabilityInfoContext();
        var needed = record.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => nullability.Create(parameter).ReadState == NullabilityState.Nullable && !parameter.HasDefaultValue)
            .Select(parameter => parameter.Name);
        Assert.Empty(needed);
    }
}
