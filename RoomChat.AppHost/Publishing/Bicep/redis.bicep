// Azure Managed Redis: the rooms' logs, counts and presence. See docs/azure.md.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The Key Vault that takes the connection string. azd makes it.')
param keyVaultName string

@description('Size: Balanced_B0 has 0.5 GB. Scaling down is not supported.')
param sku string = 'Balanced_B0'

@description('NoCluster is one server to its clients, up to 25 GB. RoomChannel:Sharded needs OSSCluster.')
@allowed(['NoCluster', 'OSSCluster', 'EnterpriseCluster'])
param clusteringPolicy string = 'NoCluster'

resource cache 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: take('redis-${uniqueString(resourceGroup().id)}', 60)
  location: location
  sku: {
    name: sku
  }
  properties: {
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    highAvailability: 'Enabled'
  }
  tags: {
    'aspire-resource-name': 'redis'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cache
  name: 'default'
  properties: {
    port: 10000
    clientProtocol: 'Encrypted'
    clusteringPolicy: clusteringPolicy
    // A room's log may not lose entries when memory is short: appends fail then, and the messages wait in Service Bus.
    evictionPolicy: 'NoEviction'
    accessKeysAuthentication: 'Enabled'
    persistence: {
      aofEnabled: true
      aofFrequency: '1s'
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource connectionString 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'connectionString'
  properties: {
    value: '${cache.properties.hostName}:10000,ssl=true,abortConnect=false,password=${database.listKeys().primaryKey}'
  }
}
