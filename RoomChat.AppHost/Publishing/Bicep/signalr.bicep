// Azure SignalR Service in its default mode: the hub stays in the realtime service.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The identity of the services, and what kind of principal it is. azd fills them in.')
param principalId string
param principalType string

@description('1,000 connections a unit. Free_F1 has 20 connections.')
param sku string = 'Standard_S1'

@minValue(1)
@maxValue(100)
param units int = 1

var appServer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '420fcaa2-552c-430f-98ca-3264be4806c7')

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: take('signalr-${uniqueString(resourceGroup().id)}', 63)
  location: location
  kind: 'SignalR'
  sku: {
    name: sku
    capacity: units
  }
  properties: {
    disableLocalAuth: true
    features: [
      {
        flag: 'ServiceMode'
        value: 'Default'
      }
    ]
  }
  tags: {
    'aspire-resource-name': 'signalr'
  }
}

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, principalId, appServer)
  scope: service
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: appServer
  }
}

output hostName string = service.properties.hostName
