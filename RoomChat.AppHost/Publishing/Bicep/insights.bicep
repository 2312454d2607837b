// Application Insights: logs, metrics and traces of all services.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The workspace of the Container Apps environment. azd fills it in.')
param logAnalyticsWorkspaceId string

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: take('insights-${uniqueString(resourceGroup().id)}', 255)
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logAnalyticsWorkspaceId
  }
  tags: {
    'aspire-resource-name': 'insights'
  }
}

output connectionString string = insights.properties.ConnectionString
