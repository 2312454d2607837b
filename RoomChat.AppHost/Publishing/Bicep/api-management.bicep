// Azure API Management before the gateway, for programs: the same header, the same key, the same 401. See docs/azure.md.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The environment that the gateway runs in. azd fills it in.')
param containerAppEnvironmentName string

@description('Consumption has no WebSockets: /ws is left out then.')
@allowed(['Consumption', 'Developer', 'Basic', 'BasicV2', 'Standard', 'StandardV2', 'Premium'])
param sku string

@description('Azure writes to this address about the service.')
param publisherEmail string

@description('Key of the subscription, the same as the gateway\'s, which checks it again.')
@secure()
param subscriptionKey string

var hasWebSockets = sku != 'Consumption'
var gateway = 'web.${environment.properties.defaultDomain}'
var keyNames = {
  header: 'Ocp-Apim-Subscription-Key'
  query: 'subscription-key'
}

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' existing = {
  name: containerAppEnvironmentName
}

resource service 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: take('apim-${uniqueString(resourceGroup().id)}', 50)
  location: location
  sku: {
    name: sku
    capacity: sku == 'Consumption' ? 0 : 1
  }
  properties: {
    publisherEmail: publisherEmail
    publisherName: 'RoomChat'
  }
  tags: {
    'aspire-resource-name': 'api-management'
  }
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: service
  name: 'roomchat'
  properties: {
    displayName: 'RoomChat'
    path: ''
    protocols: ['https']
    serviceUrl: 'https://${gateway}'
    subscriptionRequired: true
    subscriptionKeyParameterNames: keyNames
  }
}

resource publish 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = {
  parent: api
  name: 'publish'
  properties: {
    displayName: 'Publish a message'
    method: 'POST'
    urlTemplate: '/publish'
  }
}

resource list 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = {
  parent: api
  name: 'list'
  properties: {
    displayName: 'Rooms with members'
    method: 'GET'
    urlTemplate: '/rooms'
  }
}

resource rooms 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = {
  parent: api
  name: 'rooms'
  properties: {
    displayName: 'Messages of a room'
    method: 'GET'
    urlTemplate: '/rooms/*'
  }
}

resource socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = if (hasWebSockets) {
  parent: service
  name: 'roomchat-socket'
  properties: {
    displayName: 'RoomChat over a WebSocket'
    type: 'websocket'
    path: 'ws'
    protocols: ['wss']
    serviceUrl: 'wss://${gateway}/ws'
    subscriptionRequired: true
    subscriptionKeyParameterNames: keyNames
  }
}

resource subscription 'Microsoft.ApiManagement/service/subscriptions@2024-05-01' = {
  parent: service
  name: 'default'
  properties: {
    displayName: 'default'
    scope: '/apis'
    state: 'active'
    primaryKey: subscriptionKey
  }
}

output gatewayUrl string = service.properties.gatewayUrl
