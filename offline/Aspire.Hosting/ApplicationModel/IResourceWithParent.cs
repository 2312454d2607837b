namespace Aspire.Hosting.ApplicationModel;

/// <summary>It lives and dies with another resource.</summary>
public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}

/// <summary>It lives and dies with another resource.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
